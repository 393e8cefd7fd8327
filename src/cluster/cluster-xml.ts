import { ClusterMember } from './membership';
import type { SessionCluster } from './session-cluster';
import { XmlElement } from '../text/xml';

/**
 * The Cluster element of one member's server.xml.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster.html
 */
export function clusterXml(cluster: SessionCluster, self: ClusterMember & { autoBind: number; maxThreads?: number }, members: ClusterMember[]): XmlElement {
  return {
    name: 'Cluster',
    attributes: {
      className: 'org.apache.catalina.ha.tcp.SimpleTcpCluster',
      channelSendOptions: cluster.channelSendOptions,
      channelStartOptions: cluster.channelStartOptions,
    },
    children: [
      cluster._manager._element,
      {
        name: 'Channel',
        attributes: { className: 'org.apache.catalina.tribes.group.GroupChannel' },
        children: [
          cluster._membership._element(self, members, cluster._multicastGroup),
          {
            name: 'Receiver',
            attributes: {
              className: 'org.apache.catalina.tribes.transport.nio.NioReceiver',
              address: self.host,
              port: self.port,
              autoBind: self.autoBind,
              maxThreads: self.maxThreads,
            },
          },
          {
            name: 'Sender',
            attributes: { className: 'org.apache.catalina.tribes.transport.ReplicationTransmitter' },
            children: [{ name: 'Transport', attributes: { className: 'org.apache.catalina.tribes.transport.nio.PooledParallelSender' } }],
          },
          ...cluster._interceptors.map((interceptor) => interceptor._element),
        ],
      },
      ...cluster._valves.map((valve) => valve._element),
      { name: 'ClusterListener', attributes: { className: 'org.apache.catalina.ha.session.ClusterSessionListener' } },
    ],
  };
}
