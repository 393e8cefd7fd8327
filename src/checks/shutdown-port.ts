import { Token } from 'cdktf';
import { Check, warning } from './check';

/** Tomcat's shutdown port knows no password but the word that everyone knows. */
export const shutdownPortIsClosed: Check = (topology) => topology.instances.flatMap((instance) => {
  const { shutdownPort = -1 } = instance._props;
  return shutdownPort === -1 ? [] : [warning('SHUTDOWN_PORT', instance.node.path, {
    got: Token.isUnresolved(shutdownPort) ? 'a shutdownPort' : `shutdownPort ${shutdownPort}`,
    why: 'its command is the well-known SHUTDOWN: whoever has a process on the machine can stop the Tomcat',
    fix: 'leave shutdownPort out; hosts stop a Tomcat by a signal',
  })];
});
