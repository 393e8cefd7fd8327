import { ClusterMember } from './membership';
import type { SessionCluster } from './session-cluster';
import { XmlElement } from '../text/xml';

/**
 * How often the channel looks after its members and connections. A member that was dead for so short a time that the
 * membership did not miss it is taken back with a heartbeat, and gets no change before: with Tomcat's own 5 seconds it may
 * serve that long without. A Tomcat takes longer than this from the start of its Receiver to its first state transfer.
 */
const HEARTBEAT_MS = 500;

/** A member as its own server.xml says it. */
export interface ReceivingMember extends ClusterMember {
  readonly autoBind: number;
  readonly maxThreads?: number;
}

/**
 * The Cluster element of one member's server.xml.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster.html
 */
export function clusterXml(cluster: SessionCluster, self: ReceivingMember, members: ClusterMember[]): XmlElement {
  const inOrder = cluster._inOrder;
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
        attributes: { className: 'org.apache.catalina.tribes.group.GroupChannel', heartbeatSleeptime: HEARTBEAT_MS },
        children: [
          cluster._membership._element(self, members, cluster._multicastGroup),
          {
            name: 'Receiver',
            attributes: {
              className: 'org.apache.catalina.tribes.transport.nio.NioReceiver',
              address: self.host,
              port: self.port,
              autoBind: self.autoBind,
              maxThreads: self.maxThreads ?? (inOrder ? 1 : undefined),
              minThreads: minThreads(inOrder, self.maxThreads),
            },
          },
          {
            name: 'Sender',
            attributes: { className: 'org.apache.catalina.tribes.transport.ReplicationTransmitter' },
            children: [{
              name: 'Transport',
              comment: inOrder ? 'One connection to each member, so that messages arrive in the order in which they were sent.' : undefined,
              attributes: { className: 'org.apache.catalina.tribes.transport.nio.PooledParallelSender', poolSize: inOrder ? 1 : undefined },
            }],
          },
          ...cluster._interceptors.map((interceptor) => interceptor._element),
        ],
      },
      ...cluster._valves.map((valve) => valve._element),
      { name: 'ClusterListener', attributes: { className: 'org.apache.catalina.ha.session.ClusterSessionListener' } },
    ],
  };
}

/** Tomcat's own is 6, which must not exceed maxThreads. */
function minThreads(inOrder: boolean, maxThreads: number | undefined): number | undefined {
  if (inOrder) return 1;
  return maxThreads !== undefined && maxThreads < 6 ? maxThreads : undefined;
}
