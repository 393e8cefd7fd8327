import { checkKnown } from '../checks/options/check-known';
import { checkNumbers } from '../checks/options/check-numbers';

/** The ports of one instance. */
export interface PortPlan {
  readonly ajp: number;
  readonly http: number;
  readonly https: number;
  readonly receiver: number;
  readonly jmx: number;
}

/** The ports of the n-th instance (from 0) of a node: ten apart, so that no two services of one node ever meet. */
export function portPlan(n: number): PortPlan {
  return { ajp: 8009 + 10 * n, http: 8080 + 10 * n, https: 8443 + 10 * n, receiver: 4000 + 10 * n, jmx: 9010 + 10 * n };
}

/** Refuses a place whose ports would be none. */
export function checkPortIndex(portIndex: number | undefined, path: string): void {
  checkKnown('a portIndex', portIndex, 'ports are computed from it', path);
  const most = Math.floor((65_535 - Math.max(...Object.values(portPlan(0)))) / 10);
  checkNumbers('a Tomcat', { portIndex: [portIndex, 0, most] }, path);
}
