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
  readonly connectors: XmlElement[];
  readonly cluster?: XmlElement;
  readonly accessLog: XmlElement;
  readonly users: TomcatUser[];
}

/** The whole server.xml. */
export function serverXml(server: ServerXml): Text {
  const users = server.users.length > 0;
  return xmlDocument({
    name: 'Server',
    attributes: { port: server.shutdownPort, shutdown: 'SHUTDOWN' },
    children: [
      listener('org.apache.catalina.startup.VersionLoggerListener'),
      listener('org.apache.catalina.core.JreMemoryLeakPreventionListener'),
      ...(users ? [listener('org.apache.catalina.mbeans.GlobalResourcesLifecycleListener')] : []),
      listener('org.apache.catalina.core.ThreadLocalLeakPreventionListener'),
      ...(users ? [USER_DATABASE.resources] : []),
      { name: 'Service', attributes: { name: server.engineName }, children: [...server.connectors, engine(server)] },
    ],
  });
}

function engine(server: ServerXml): XmlElement {
  return {
    name: 'Engine',
    attributes: { name: server.engineName, defaultHost: server.virtualHostName, jvmRoute: server.jvmRoute },
    children: [
      ...(server.cluster ? [server.cluster] : []),
      ...(server.users.length > 0 ? [USER_DATABASE.realm] : []),
      { name: 'Valve', attributes: { className: 'org.apache.catalina.valves.HealthCheckValve', path: HEALTH_PATH } },
      {
        name: 'Host',
        attributes: { name: server.virtualHostName, appBase: 'webapps', unpackWARs: true, autoDeploy: false },
        children: [
          server.accessLog,
          { name: 'Valve', attributes: { className: 'org.apache.catalina.valves.ErrorReportValve', showReport: false, showServerInfo: false } },
        ],
      },
    ],
  };
}

function listener(className: string): XmlElement {
  return { name: 'Listener', attributes: { className } };
}
