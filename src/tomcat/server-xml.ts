import { Extras, withExtras } from './extra-element';
import { errorReport, hostAttributes, TomcatHostOptions } from './host-options';
import { TomcatUser, USER_DATABASE } from './tomcat-user';
import { HEALTH_PATH } from '../network/health-path';
import { Text } from '../text/text';
import { xmlDocument, XmlElement } from '../text/xml';

/** What server.xml says of one instance. */
export interface ServerXml {
  readonly shutdownPort: number;
  readonly gracefulStopAwaitMillis?: number;
  readonly engineName: string;
  readonly virtualHostName: string;
  readonly jvmRoute: string;
  readonly executors: XmlElement[];
  readonly connectors: XmlElement[];
  readonly cluster?: XmlElement;
  /** Whether the cluster is that of the Host. */
  readonly clusterOfHost: boolean;
  readonly accessLog: XmlElement;
  readonly remoteIp?: XmlElement;
  readonly singleSignOn?: XmlElement;
  /** Whether the release has HealthCheckValve. */
  readonly healthCheck: boolean;
  readonly showReport: boolean;
  readonly hostOptions: TomcatHostOptions;
  /** Whether there are context descriptors, in a directory that Tomcat would otherwise make, where it must not write. */
  readonly hasContexts: boolean;
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
      {
        name: 'Service',
        attributes: { name: server.engineName, gracefulStopAwaitMillis: server.gracefulStopAwaitMillis },
        children: [...server.executors, ...server.connectors, engine(server)],
      },
    ],
  });
}

function engine(server: ServerXml): XmlElement {
  const cluster = server.cluster ? [server.cluster] : [];
  return withExtras({
    name: 'Engine',
    attributes: { name: server.engineName, defaultHost: server.virtualHostName, jvmRoute: server.jvmRoute },
    children: [
      ...(server.clusterOfHost ? [] : cluster),
      ...(server.users.length > 0 ? [USER_DATABASE.realm] : []),
      ...(server.remoteIp ? [server.remoteIp] : []),
      ...(server.healthCheck ? [{ name: 'Valve', attributes: { className: 'org.apache.catalina.valves.HealthCheckValve', path: HEALTH_PATH } }] : []),
      {
        name: 'Host',
        attributes: {
          name: server.virtualHostName, appBase: 'webapps', ...(server.hasContexts ? {} : { createDirs: false }), ...hostAttributes(server.hostOptions),
        },
        children: [
          ...server.aliases.map((text) => ({ name: 'Alias', text })),
          ...(server.clusterOfHost ? cluster : []),
          server.accessLog,
          ...(server.singleSignOn ? [server.singleSignOn] : []),
          ...errorReport(server.hostOptions, server.showReport),
        ],
      },
    ],
  }, server.engineExtras);
}

function listener(className: string): XmlElement {
  return { name: 'Listener', attributes: { className } };
}
