import { readFileSync } from 'fs';
import { join } from 'path';
import { distributableWebXml } from './distributable';
import { ConfigError } from '../checks/config-error';
import { checkReadinessPath } from '../host/readiness';
import { configFile, HostFile } from '../host/host-file';
import { LocalArtifact } from '../host/local-artifact';
import { Text } from '../text/text';

/** Where an application is found. */
export interface WebApplicationOptions {
  /** The path below which the application answers. @default '/' */
  readonly contextPath?: string;
  /** A path of the application that answers with a page, a redirect or a demand to log in once it serves. @default '/' */
  readonly readinessPath?: string;
}

/** A web application that a Tomcat instance runs. */
export class WebApplication {
  /**
   * A WAR file of the machine that synthesizes. Its META-INF/context.xml is not read; its sessions are replicated
   * whether or not its web.xml says `<distributable/>`.
   *
   * @param path A relative path starts at the folder of cdktf.json.
   */
  public static war(path: string, options: WebApplicationOptions = {}): WebApplication {
    return new WebApplication(options, path);
  }

  /**
   * A tiny application to try a cluster with: `GET /session` answers JSON with the site, the instance that answered,
   * the session's id, and a count that goes up by one per request of a session.
   */
  public static sessionProbe(options: WebApplicationOptions = {}): WebApplication {
    return new WebApplication(options);
  }

  /** @internal */
  public readonly _contextPath: string;

  private constructor(private readonly options: WebApplicationOptions, private readonly war?: string) {
    if (options.readinessPath !== undefined) checkReadinessPath(options.readinessPath);
    this._contextPath = options.contextPath ?? '/';
    if (!/^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*)?$/.test(this._contextPath)) {
      throw new ConfigError({
        code: 'CONTEXT_PATH',
        path: '',
        got: `the context path "${this._contextPath}"`,
        why: 'a context path is / or /name, without a slash at the end',
        fix: 'write it as in /shop',
      });
    }
  }

  /** @internal Tomcat's name for the context: `ROOT`, `shop`, `shop#eu`. */
  public get _contextName(): string {
    return this._contextPath === '/' ? 'ROOT' : this._contextPath.slice(1).replace(/\//g, '#');
  }

  /** @internal */
  public get _readinessPath(): string {
    return this._contextPath.replace(/\/$/, '') + (this.options.readinessPath ?? '/');
  }

  /** @internal Where the application is on the host. Outside of the Host's appBase, as Tomcat asks for. */
  public _docBase(catalinaBase: string): string {
    // A comma is in no context path, so that /a-b and /a/b stay apart.
    return `${catalinaBase}/applications/${this._contextName.replace(/#/g, ',')}${this.war ? '.war' : ''}`;
  }

  /** @internal What Tomcat reads instead of the application's web.xml where that is not marked as distributable. */
  public get _distributableWebXml(): Text | undefined {
    return this.war ? distributableWebXml(this.war) : undefined;
  }

  /** @internal Context parameters. */
  public _parameters(site: string, instance: string): { [name: string]: string } {
    return this.war ? {} : { site, instance };
  }

  /** @internal */
  public _files(catalinaBase: string): HostFile[] {
    if (this.war) return [];
    return Object.entries(sessionProbe()).map(([name, content]) => configFile(`${this._docBase(catalinaBase)}/${name}`, content));
  }

  /** @internal */
  public _artifacts(catalinaBase: string): LocalArtifact[] {
    return this.war ? [{ source: this.war, path: this._docBase(catalinaBase) }] : [];
  }
}

/** Two applications of one path would share one context descriptor. */
export function checkContextPaths(applications: WebApplication[], path: string): void {
  const paths = applications.map(({ _contextPath }) => _contextPath);
  const twice = paths.find((contextPath, index) => paths.indexOf(contextPath) < index);
  if (twice === undefined) return;
  throw new ConfigError({
    code: 'CONTEXT_PATH_TAKEN',
    path,
    got: `two applications on ${twice}`,
    why: 'Tomcat would run only one of them',
    fix: "give one of them another contextPath, as in WebApplication.war('shop.war', { contextPath: '/shop' })",
  });
}

let probe: { [name: string]: Text } | undefined;

function sessionProbe(): { [name: string]: Text } {
  probe ??= Object.fromEntries(['index.jsp', 'session.jsp', 'WEB-INF/web.xml']
    .map((name) => [name, Text.of(readFileSync(join(__dirname, '../../data/session-probe', name), 'utf8'))]));
  return probe;
}
