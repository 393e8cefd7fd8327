import { KINDS } from './kinds';
import { MECHANISMS } from './mechanisms';
import { Deployment } from '../support/deployment';
import { say } from '../support/progress';
import { Sites } from '../support/sites';

/** The site that is under load. */
export const SITE = 'a';

/** A stack that can be broken: a mechanism before a kind of replication. Each has names, addresses and ports of its own. */
export interface DeployedStack {
  readonly mechanism: string;
  readonly kind: string;
  readonly sites: Sites;
  readonly deployment: Deployment;
}

/** @param environment FAILOVER, WORKERS (JSON) and JVM_OPTIONS try other settings than the defaults */
export function deployedStack(mechanism: string, kind: string, environment: NodeJS.ProcessEnv = process.env): DeployedStack {
  const number = Object.keys(MECHANISMS).indexOf(mechanism) * Object.keys(KINDS).length + Object.keys(KINDS).indexOf(kind);
  const stack = `it-faults-${mechanism}-${kind}`;
  const ports = [18601 + 2 * number, 18602 + 2 * number];
  const { FAILOVER = '', WORKERS = '', JVM_OPTIONS = '' } = environment;
  return {
    mechanism,
    kind,
    sites: new Sites({ stack, ports, wasHosts: { [SITE]: KINDS[kind].wasHosts } }),
    deployment: new Deployment({
      stack,
      app: 'npx tsx integration/faults/synth.ts',
      env: { NAME: stack, MECHANISM: mechanism, KIND: kind, SUBNET: `172.31.${51 + number}.0/24`, PORTS: ports.join(), FAILOVER, WORKERS, JVM_OPTIONS },
      onResource: (what) => say(`  ${what}`),
    }),
  };
}
