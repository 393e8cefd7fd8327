import { checkNumbers } from '../checks/options/check-numbers';
import { checkPattern } from '../checks/options/check-pattern';
import { XmlElement, XmlValue } from '../text/xml';

/**
 * What Tomcat's one virtual host may say. It always deploys when Tomcat starts (`deployOnStartup`): the library's own context
 * descriptors are deployed so.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/host.html
 */
export interface TomcatHostOptions {
  /** Whether applications are deployed while Tomcat runs, when their files change. @default false */
  readonly autoDeploy?: boolean;
  /**
   * Whether WARs are unpacked to the appBase, those of the program too, though they are elsewhere. Without it there is no copy, what is in a WAR is
   * read from it more slowly, and `ServletContext.getRealPath()` gives an application null.
   *
   * @default true
   */
  readonly unpackWars?: boolean;
  /** A Java regular expression for names in the appBase that are not applications. @default - none */
  readonly deployIgnore?: string;
  /** Whether META-INF/context.xml of applications in the appBase is read; those of the program have another. @default - Tomcat's own, true */
  readonly deployXml?: boolean;
  /** Whether such a file is copied to the descriptors. @default - Tomcat's own, false */
  readonly copyXml?: boolean;
  /** Whether unused versions of an application go when a newer one is there, with `autoDeploy`. @default - Tomcat's own, false */
  readonly undeployOldVersions?: boolean;
  /** How many applications start at once; 0 is as many as there are processors, -1 one less. @default - Tomcat's own, 1 */
  readonly startStopThreads?: number;
  /** Whether an application does not start where one of the servlets that start with it fails. @default - Tomcat's own, false */
  readonly failCtxIfServletStartFails?: boolean;
  /** The class that writes what visitors see of an error. @default - Tomcat's own, as `showErrorReports` says */
  readonly errorReportValveClass?: string;
}

/** Tomcat would go on without what it cannot read. */
export function checkHostOptions({ deployIgnore, startStopThreads }: TomcatHostOptions, path: string): void {
  checkPattern('the deployIgnore of hostOptions', deployIgnore);
  checkNumbers('hostOptions', { startStopThreads: [startStopThreads, -(2 ** 31)] }, path);
}

/** The attributes of Host, of which the library has its own opinion on two. */
export function hostAttributes(options: TomcatHostOptions): { [name: string]: XmlValue } {
  const { unpackWars = true, autoDeploy = false, deployXml, copyXml, ...more } = options;
  return { unpackWARs: unpackWars, autoDeploy, deployXML: deployXml, copyXML: copyXml, ...more };
}

/** Says no more of an error than a program asks for; a class of the program's own is Tomcat's to make. */
export function errorReport({ errorReportValveClass }: TomcatHostOptions, showReport: boolean): XmlElement[] {
  return errorReportValveClass !== undefined ? [] : [{
    name: 'Valve', attributes: { className: 'org.apache.catalina.valves.ErrorReportValve', showReport, showServerInfo: false },
  }];
}
