import { readFileSync } from 'fs';
import { join } from 'path';
import { contextElement } from './context-element';
import { allowedInContextXml } from './context-of-war';
import { checkContext, ContextOptions } from './context-options';
import type { Descriptor } from './descriptor';
import { distributableWebXml } from './distributable';
import { checkManagerAddresses, MANAGER_SESSIONS, ManagerApplicationOptions } from './manager-application';
import { SameSite } from './same-site';
import type { TomcatInstance } from './tomcat-instance';
import { WarFile } from './war-file';
import { ConfigError } from '../checks/config-error';
import { Artifact, Download } from '../host/artifact';
import { checkedDownload } from '../host/checked-download';
import { configFile, HostFile } from '../host/host-file';
import { checkReadinessPath } from '../host/readiness';
import { LINES } from '../release/release-lines';
import { Text } from '../text/text';

/** Where an application is found, and what its context says. */
export interface WebApplicationOptions extends ContextOptions {
  /** The path below which the application answers. @default '/' */
  readonly contextPath?: string;
  /**
   * A path of the application that answers with a page, a redirect or a demand to log in once it serves. It is asked for every three seconds in a
   * container, and by the container of each front end: one that begins a session leaves one each time, which is replicated and kept until it times
   * out.
   *
   * @default '/'
   */
  readonly readinessPath?: string;
}

/** A web application that a Tomcat instance runs. */
export class WebApplication {
  /**
   * A WAR file of the machine that synthesizes. Its sessions are replicated whether or not its web.xml says
   * `<distributable/>`. Checks refuse a library in it whose web fragment does not say so, which undoes that, and classes that are compiled
   * for the Servlet classes of another Tomcat. Tomcat does not read its META-INF/context.xml: what that says and the program does not is refused.
   *
   * @param path A relative path starts at the folder of cdktf.json.
   * @see docs/clustering.md for what an application must do so that its sessions go on at another Tomcat, and with its next version
   */
  public static war(path: string, options: WebApplicationOptions = {}): WebApplication {
    return new WebApplication(options, path);
  }

  /**
   * A WAR that a virtual machine fetches when its configuration is applied. The machine refuses what is refused of a WAR that is at hand
   * when the program is synthesized: see `war`.
   *
   * @param url Begins with https. A new version needs a new checksum, and should have a new URL.
   * @param sha256 Of the file, in hexadecimal digits: what differs is not run.
   */
  public static warFromUrl(url: string, sha256: string, options: WebApplicationOptions = {}): WebApplication {
    return new WebApplication(options, undefined, checkedDownload('WAR', url, sha256, false));
  }

  /**
   * A WAR of Azure's blob storage, which a virtual machine fetches with its managed identity. The identity needs the role
   * Storage Blob Data Reader. The rest is as with `warFromUrl`.
   *
   * @param url Such as `https://account.blob.core.windows.net/releases/shop-1.2.war`.
   * @param sha256 Of the file, in hexadecimal digits: what differs is not run.
   */
  public static warFromBlob(url: string, sha256: string, options: WebApplicationOptions = {}): WebApplication {
    return new WebApplication(options, undefined, checkedDownload('WAR', url, sha256, true));
  }

  /**
   * A tiny application to try a cluster with: `GET /session` answers JSON with the site, the instance that answered,
   * the session's id, and a count that goes up by one per request of a session.
   */
  public static sessionProbe(options: WebApplicationOptions = {}): WebApplication {
    return new WebApplication(options);
  }

  /**
   * Tomcat's manager application, where the host has it: the archives and packages that the library installs come without it, an
   * image of TomcatDistribution.image() or a machine of TomcatDistribution.preinstalled() may hold it. It asks for a user with the
   * role manager-gui, manager-script, manager-jmx or manager-status.
   *
   * @param path Where the host has it, such as `/usr/local/tomcat/webapps.dist/manager` in the official image.
   */
  public static manager(path: string, options: ManagerApplicationOptions): WebApplication {
    checkManagerAddresses(options.allowedFrom);
    const { contextPath = '/manager', allowedFrom } = options;
    return new WebApplication({ contextPath, allowedFrom, sameSiteCookies: SameSite.STRICT, manager: MANAGER_SESSIONS }, undefined, undefined, path);
  }

  /** @internal */
  public readonly _contextPath: string;

  private constructor(
    /** @internal What its context says. */ public readonly _context: WebApplicationOptions,
    private readonly war?: string,
    private readonly download?: Pick<Download, 'url' | 'sha256' | 'withIdentity'>,
    private readonly manager?: string,
  ) {
    const options = _context;
    checkContext(options);
    if (options.readinessPath !== undefined) checkReadinessPath(options.readinessPath);
    this._contextPath = options.contextPath ?? '/';
    checkContextPath(this._contextPath);
  }

  /** @internal Tomcat's name for the context: `ROOT`, `shop`, `shop#eu`. */
  public get _contextName(): string {
    return this._contextPath === '/' ? 'ROOT' : this._contextPath.slice(1).replace(/\//g, '#');
  }

  /** @internal */
  public get _readinessPath(): string {
    return this._contextPath.replace(/\/$/, '') + (this._context.readinessPath ?? '/');
  }

  /** @internal Where the application is on the host. Outside of the Host's appBase, as Tomcat asks for. */
  public _docBase(catalinaBase: string): string {
    if (this.manager) return this.manager;
    // A comma is in no context path, so that /a-b and /a/b stay apart.
    return `${catalinaBase}/applications/${this._contextName.replace(/#/g, ',')}${this.isWar ? '.war' : ''}`;
  }

  /** @internal Where the web.xml is that Tomcat reads instead of the application's, which is not marked as distributable or not known yet. */
  public _markedWebXml(catalinaBase: string): string | undefined {
    return this.download || this.distributableWebXml ? `${this._docBase(catalinaBase)}.web.xml` : undefined;
  }

  /** @internal What its session cookie is called, where it is not as Tomcat calls it. What a WAR says that a machine fetches is seen there alone. */
  public get _sessionCookieName(): string | undefined {
    return this._context.sessionCookieName ?? this.webXml?.sessionCookieName;
  }

  /** @internal The path of its session cookie. */
  public get _sessionCookiePath(): string {
    return this._context.sessionCookiePath ?? this.webXml?.sessionCookiePath ?? this._contextPath;
  }

  /** @internal The domain of its session cookie, where it has one. */
  public get _sessionCookieDomain(): string | undefined {
    return this._context.extraAttributes?.sessionCookieDomain ?? this.webXml?.sessionCookieDomain;
  }

  /** @internal Whether browsers are to send its session cookie over HTTPS alone, even where Tomcat was asked over HTTP. */
  public get _sessionCookieIsSecure(): boolean {
    return this.webXml?.sessionCookieIsSecure ?? false;
  }

  /** @internal The manager application may use Tomcat's own classes. */
  public get _privileged(): true | undefined {
    return this.manager === undefined ? undefined : true;
  }

  /** @internal The names under which it finds resources. */
  public get _resources(): string[] {
    return [...this._context.dataSources ?? [], ...this._context.resourceLinks ?? []].map(({ name }) => name);
  }

  /** @internal Context parameters. */
  public _parameters(site: string, instance: string): { [name: string]: string } {
    return { ...(this.isProbe ? { site, instance } : {}), ...this._context.parameters };
  }

  /** @internal */
  public _files(catalinaBase: string, replicated: boolean): HostFile[] {
    if (replicated && this.distributableWebXml) return [configFile(this._markedWebXml(catalinaBase)!, this.distributableWebXml)];
    if (!this.isProbe) return [];
    return Object.entries(sessionProbe()).map(([name, content]) => configFile(`${this._docBase(catalinaBase)}/${name}`, content));
  }

  /** @internal */
  public _artifacts(instance: TomcatInstance): Artifact[] {
    const { _catalinaBase: catalinaBase, release } = instance;
    const path = this._docBase(catalinaBase);
    if (this.war !== undefined) {
      const instead = 'put the WAR into a storage account and use WebApplication.warFromBlob(url, sha256), or warFromUrl() for another server';
      return [{ path, source: this.war, name: `WebApplication.war('${this.war}')`, instead }];
    }
    if (!this.download) return [];
    return [{
      path,
      download: {
        ...this.download,
        war: {
          servletPackage: LINES[release.line].servletPackage,
          contextXml: allowedInContextXml(contextElement(this, instance)),
          distributableWebXml: instance._replicates(this) ? this._markedWebXml(catalinaBase) : undefined,
        },
      },
      name: `the WAR of ${this.download.url}`,
      instead: "fetch it before, and use WebApplication.war('shop.war')",
    }];
  }

  /** @internal The WAR, where it is a file of the machine that synthesizes. */
  public get _war(): WarFile | undefined {
    return this.war === undefined ? undefined : WarFile.of(this.war);
  }

  /** @internal Whether it has a class; undefined where that is seen on the host alone. */
  public _holds(className: string): boolean | undefined {
    if (this.isProbe) return false;
    return this._war?.exists ? this._war.holds(className) : undefined;
  }

  private get webXml(): Descriptor | undefined {
    return this._war?.exists ? this._war.webXml : undefined;
  }

  private get isWar(): boolean {
    return this.war !== undefined || this.download !== undefined;
  }

  private get isProbe(): boolean {
    return !this.isWar && this.manager === undefined;
  }

  private get distributableWebXml(): Text | undefined {
    return this._war && distributableWebXml(this._war);
  }
}

/** Tomcat serves what it calls ROOT at /, and requests never come with the segments . and .. */
function checkContextPath(contextPath: string): void {
  if (contextPath === '/' || /^(?!\/ROOT$)(\/(?!\.\.?(\/|$))[\w.~-]+)+$/.test(contextPath)) return;
  throw new ConfigError({
    code: 'CONTEXT_PATH',
    path: '',
    got: `the context path "${contextPath}"`,
    why: 'a context path is / or /name, without a slash at the end and without the segments . and ..; Tomcat serves /ROOT at /',
    fix: 'write it as in /shop',
  });
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
