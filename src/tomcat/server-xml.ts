import { Extras, withExtras } from './extra-element';
import { TomcatUser, USER_DATABASE } from './tomcat-user';
import { HEALTH_PATH } from '../network/health-path';
import { Text } from '../text/text';
import { xmlDocument, XmlElement } from '../text/xml';

/** What server.xml says of one instance. */
export interface ServerXml {
  readonly shutdownPort: number;
  readonly engineName: string;
  readonly virtualHostName: string;
  readonly jvmRoute: string;
  readonly executors: XmlElement[];
  readonly connectors: XmlElement[];
  readonly cluster?: XmlElement;
  readonly accessLog: XmlElement;
  readonly remoteIp?: XmlElement;
  readonly showReport: boolean;
  readonly aliases: string[];
  readonly users: TomcatUser[];
  /** Beside the user database. */
  readonly globalResources: XmlElement[];
  readonly engineExtras: Extras;
}

/** The whole server.xml. */
export function serverXml(server: ServerXml): Text {
  const users = server.users.length > 0;
  const resources = [...(users ? [USER_DATABASE.resource] : []), ...server.globalResources];
  return xmlDocument({
    name: 'Server',
    attributes: { port: server.shutdownPort, shutdown: 'SHUTDOWN' },
    children: [
      listener('org.apache.catalina.startup.VersionLoggerListener'),
      listener('org.apache.catalina.core.JreMemoryLeakPreventionListener'),
      ...(users ? [listener('org.apache.catalina.mbeans.GlobalResourcesLifecycleListener')] : []),
      listener('org.apache.catalina.core.ThreadLocalLeakPreventionListener'),
      ...(resources.length > 0 ? [{ name: 'GlobalNamingResources', children: resources }] : []),
      { name: 'Service', attributes: { name: server.engineName }, children: [...server.executors, ...server.connectors, engine(server)] },
    ],
  });
}

function engine(server: ServerXml): XmlElement {
  return withExtras({
    name: 'Engine',
    attributes: { name: server.engineName, defaultHost: server.virtualHostName, jvmRoute: server.jvmRoute },
    children: [
      ...(server.cluster ? [server.cluster] : []),
      ...(server.users.length > 0 ? [USER_DATABASE.realm] : []),
      ...(server.remoteIp ? [server.remoteIp] : []),
      { name: 'Valve', attributes: { className: 'org.apache.catalina.valves.HealthCheckValve', path: HEALTH_PATH } },
      {
        name: 'Host',
        attributes: { name: server.virtualHostName, appBase: 'webapps', unpackWARs: true, autoDeploy: false },
        children: [
          ...server.aliases.map((text) => ({ name: 'Alias', text })),
          server.accessLog,
          { name: 'Valve', attributes: { className: 'org.apache.catalina.valves.ErrorReportValve', showReport: server.showReport, showServerInfo: false } },
        ],
      },
    ],
  }, server.engineExtras);
}

function listener(className: string): XmlElement {
  return { name: 'Listener', attributes: { className } };
}
