import { checkNumbers } from '../checks/options/check-numbers';

/** Which requests a Tomcat gets. */
export class Activation {
  /** All that a balancer gives it. */
  public static readonly ACTIVE = new Activation('A', undefined);
  /** Those of the sessions that it has; no new session begins there. */
  public static readonly DISABLED = new Activation('D', '+N');
  /** None. Its sessions go on elsewhere. */
  public static readonly STOPPED = new Activation('S', '+D');

  private constructor(/** @internal */ public readonly _jk: string, /** @internal */ public readonly _proxyStatus?: string) {}
}

/**
 * What one Tomcat is for a front end, among the others of its balancer.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/workers.html
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy_balancer.html
 */
export interface MemberOptions {
  /** `lbfactor`, 1 to 100: how much of the work it gets, beside the others. @default 1 */
  readonly lbfactor?: number;
  /** Which requests it gets. @default Activation.ACTIVE */
  readonly activation?: Activation;
  /** How far it is, 0 to 98: it gets a request only where all that are nearer have failed (`distance` of mod_jk, `lbset` of mod_proxy). @default 0 */
  readonly distance?: number;
  /** Whether it waits for the case that all others have failed, however far they are: it is further away than any `distance`. @default false */
  readonly hotStandby?: boolean;
  /** The `jvmRoute` of the Tomcat that gets its sessions first when it fails. @default - any */
  readonly redirect?: string;
  /** Its replication group, in mod_jk: its sessions go to others of the group first. mod_proxy has no such thing. @default - none */
  readonly domain?: string;
}

/** The distance of one that waits: further than any other can be. */
export const STANDBY_DISTANCE = 99;

/** Options by the jvmRoute of the member. */
export interface MembersOptions { readonly [jvmRoute: string]: MemberOptions }

/** Refuses numbers that a balancer would round or not take. */
export function checkMembers(members: MembersOptions, path: string): void {
  for (const [jvmRoute, { lbfactor, distance }] of Object.entries(members)) {
    checkNumbers(`the member ${jvmRoute}`, { lbfactor: [lbfactor, 1, 100], distance: [distance, 0, STANDBY_DISTANCE - 1] }, path);
  }
}
