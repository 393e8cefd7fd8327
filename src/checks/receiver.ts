import { Token } from 'cdktf';
import { Check, error, warning } from './check';
import { ipv4 } from '../network/ipv4';

/** A receiver's address is announced to the other members word for word. */
export const receiverAddressIsAnnounceable: Check = (topology) => topology.instances
  .filter(({ cluster, _member: { host } }) => cluster && !Token.isUnresolved(host) && (ipv4(host) === undefined || /^(127\.|0\.0\.0\.0$)/.test(host)))
  .map((instance) => error('RECEIVER_ADDRESS', instance.node.path, {
    got: `the receiver address "${instance._member.host}"`,
    why: 'the other members connect to exactly this; auto is often 127.0.1.1, and 0.0.0.0 leads nowhere',
    fix: 'leave receiver.address out, or give the IPv4 address of the instance on the network of its cluster',
  }));

/** Where members are found by a list or by DNS, it is at the one port that all are known to have. */
export const receiverPortIsTheOneThatIsKnown: Check = (topology) => topology.instances
  .filter(({ cluster, _member: { autoBind } }) => cluster && !cluster._membership._multicast && autoBind > 1)
  .map((instance) => warning('RECEIVER_AUTO_BIND', instance.node.path, {
    got: `autoBind ${instance._member.autoBind}, with a membership that knows the port ${instance._member.port} only`,
    why: 'where this port is taken, Tomcat takes another one, at which no other member looks for it',
    fix: 'leave autoBind out, so that Tomcat says that the port is taken',
  }));
