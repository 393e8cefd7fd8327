import { Interceptor, Membership, Secret, SessionClusterProps, SessionManager, StaticMechanism, TomcatRelease } from 'cdktf-tomcat-cluster';

/** One way of replication. */
export interface Mode {
  readonly members: number;
  readonly release: TomcatRelease;
  /** @param encryptionKey for those who encrypt */
  readonly cluster?: (encryptionKey: Secret) => SessionClusterProps;
  readonly redis?: boolean;
  /** How long a visitor may wait while a Tomcat dies, in milliseconds. @default 1000 */
  readonly stallMs?: number;
}

const membership = Membership.staticUnicast();
const V9_0 = TomcatRelease.V9_0;
const V10_1 = TomcatRelease.V10_1;
const V11_0 = TomcatRelease.V11_0;

function byInterceptor(): SessionClusterProps {
  return { membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR }) };
}

function encrypted(encryptionKey: Secret): SessionClusterProps {
  return { membership, interceptors: [Interceptor.messageDispatch(), Interceptor.encrypt(encryptionKey), Interceptor.tcpFailureDetector()] };
}

/** By their names, which are also those of the sites. */
export const MODES: { readonly [name: string]: Mode } = {
  alone: { members: 2, release: V10_1 },
  static: { members: 2, release: V10_1, cluster: () => ({ membership }) },
  multicast: { members: 2, release: V10_1, cluster: () => ({ membership: Membership.multicast() }) },
  backup: {
    members: 3,
    release: V10_1,
    cluster: () => ({ membership, manager: SessionManager.backup() }),
    stallMs: 7000, // its requests wait for the member that died: docs/failover.md
  },
  interceptor: { members: 2, release: V10_1, cluster: byInterceptor },
  interceptor9: { members: 2, release: V9_0, cluster: byInterceptor },
  encrypted: { members: 2, release: V10_1, cluster: encrypted },
  encrypted11: { members: 2, release: V11_0, cluster: encrypted },
  dns: { members: 3, release: V10_1, cluster: () => ({ membership: Membership.dns('tomcats.internal') }) },
  redis: { members: 2, release: V10_1, redis: true },
  redis9: { members: 2, release: V9_0, redis: true },
  redis11: { members: 2, release: V11_0, redis: true },
};

/** Those that are asked for by their names, with commas between; all of them without. */
export function chosenModes(names: string = Object.keys(MODES).join()): { [name: string]: Mode } {
  return Object.fromEntries(names.split(',').map((name) => [name, MODES[name]]));
}
