import { Token } from 'cdktf';
import { Check, error } from './check';
import { ipv4 } from '../network/ipv4';

/** A receiver's address is announced to the other members word for word. */
export const receiverAddressIsAnnounceable: Check = (topology) => topology.instances
  .filter(({ cluster, _member: { host } }) => cluster && !Token.isUnresolved(host) && (ipv4(host) === undefined || /^(127\.|0\.0\.0\.0$)/.test(host)))
  .map((instance) => error('RECEIVER_ADDRESS', instance.node.path, {
    got: `the receiver address "${instance._member.host}"`,
    why: 'the other members connect to exactly this; auto is often 127.0.1.1, and 0.0.0.0 leads nowhere',
    fix: 'leave receiver.address out, or give the IPv4 address of the instance on the network of its cluster',
  }));
