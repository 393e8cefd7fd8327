import { channelAttributes } from './channel-options';
import { farmDeployerElement } from './farm-deployer';
import { ClusterMember } from './membership';
import { BoundReceiver, receiverElement } from './receiver';
import { senderElement } from './sender';
import type { SessionCluster } from './session-cluster';
import type { TomcatRelease } from '../release/release';
import { XmlElement } from '../text/xml';

/** A member as its own server.xml says it. */
export interface ReceivingMember extends ClusterMember, BoundReceiver {}

/**
 * The Cluster element of one member's server.xml.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster.html
 */
export function clusterXml(cluster: SessionCluster, self: ReceivingMember, members: ClusterMember[], release: TomcatRelease): XmlElement {
  const { heartbeatBackgroundEnabled, notifyLifecycleListenerOnFailure, channel = {}, receiver = {}, sender = {}, deployer } = cluster._props;
  return {
    name: 'Cluster',
    attributes: {
      className: 'org.apache.catalina.ha.tcp.SimpleTcpCluster',
      channelSendOptions: cluster.channelSendOptions,
      channelStartOptions: cluster.channelStartOptions,
      heartbeatBackgroundEnabled,
      notifyLifecycleListenerOnFailure,
    },
    children: [
      cluster._manager._element(release),
      {
        name: 'Channel',
        attributes: { className: 'org.apache.catalina.tribes.group.GroupChannel', ...channelAttributes(channel) },
        children: [
          ...cluster._membership._elements(self, members, cluster._multicastGroup),
          receiverElement(self, receiver, cluster._inOrder),
          senderElement(sender, cluster._inOrder),
          ...cluster._interceptors.map((interceptor) => interceptor._element),
          ...cluster._membership._interceptorElements(self, members),
        ],
      },
      ...cluster._valves.map((valve) => valve._element(cluster._inOrder)),
      ...(deployer ? [farmDeployerElement(deployer)] : []),
      { name: 'ClusterListener', attributes: { className: 'org.apache.catalina.ha.session.ClusterSessionListener' } },
    ],
  };
}
