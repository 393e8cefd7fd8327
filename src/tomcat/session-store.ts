import type { ManagedContext } from './context-manager';
import { checkStateDirectory } from '../host/state-directory';
import { since } from '../release/release-features';
import { Requirement } from '../release/requirement';
import { XmlElement, XmlValue } from '../text/xml';

/** What a store of sessions in files may say. */
export interface FileStoreOptions {
  /** Where the files are: each instance and each application has a folder of its own in it. @default - sessions, in the folder of the instance */
  readonly directory?: string;
}

/** The table in which sessions are. */
export interface DataSourceStoreOptions {
  /** The table. @default - Tomcat's own, tomcat$sessions */
  readonly sessionTable?: string;
  /** The column of the application, as /Engine/Host/path. @default - Tomcat's own, app */
  readonly sessionAppCol?: string;
  /** The column of the session's id. @default - Tomcat's own, id */
  readonly sessionIdCol?: string;
  /** The column of the attributes, which holds bytes. @default - Tomcat's own, data */
  readonly sessionDataCol?: string;
  /** The column that says whether a session is valid, of one character. @default - Tomcat's own, valid */
  readonly sessionValidCol?: string;
  /** The column of the time without a request after which a session ends. @default - Tomcat's own, maxinactive */
  readonly sessionMaxInactiveCol?: string;
  /** The column of the last request's time, which holds 64 bits. @default - Tomcat's own, lastaccess */
  readonly sessionLastAccessedCol?: string;
}

/**
 * Where a PersistentManager keeps sessions that are not in memory.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/manager.html#Nested_Components
 */
export class SessionStore {
  /** FileStore: a file for each session, on the disk of the machine. In a container a volume of its host holds it. */
  public static file(options: FileStoreOptions = {}): SessionStore {
    if (options.directory !== undefined) checkStateDirectory('the directory of SessionStore.file()', options.directory);
    return new SessionStore('FileStore', ({ catalinaBase, instanceName, contextName }) => ({
      directory: `${options.directory ? `${options.directory}/${instanceName}` : `${catalinaBase}/sessions`}/${contextName}`,
    }), options.directory);
  }

  /**
   * DataSourceStore: a row for each session, in a table that is there already. The driver of a shared database is among the `libraries` of
   * the instance.
   *
   * @param dataSource The name of a data source: of the application, otherwise of the instance's `globalDataSources`.
   */
  public static dataSource(dataSource: string, options: DataSourceStoreOptions = {}): SessionStore {
    return new SessionStore('DataSourceStore', ({ resources }) => ({
      dataSourceName: dataSource,
      localDataSource: resources.includes(dataSource) ? true : undefined,
      ...options,
    }), undefined, dataSource);
  }

  private constructor(
    private readonly simpleName: 'FileStore' | 'DataSourceStore',
    private readonly attributes: (context: ManagedContext) => { [name: string]: XmlValue },
    private readonly directory?: string,
    /** @internal The name of the data source that it needs. */ public readonly _dataSource?: string,
  ) {}

  /** @internal Where the process writes what must stay. */
  public _stateDirectory(catalinaBase: string, instanceName: string): string | undefined {
    if (this.simpleName !== 'FileStore') return undefined;
    return this.directory ? `${this.directory}/${instanceName}` : `${catalinaBase}/sessions`;
  }

  /** @internal What a release must have for the store. */
  public get _requirements(): Requirement[] {
    return this.simpleName === 'FileStore' ? [] : [{
      what: 'DataSourceStore', since: since('DataSourceStore'), instead: 'use a later release, or SessionStore.file()',
    }];
  }

  /** @internal */
  public _element(context: ManagedContext): XmlElement {
    return { name: 'Store', attributes: { className: `org.apache.catalina.session.${this.simpleName}`, ...this.attributes(context) } };
  }
}
