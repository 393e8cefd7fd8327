import type { Machine } from './machine';

/** What SELinux must let a machine's services do, where it is enforcing. */
export interface SelinuxRules {
  readonly booleans: string[];
  readonly ports: { readonly type: string; readonly protocol: string; readonly port: number }[];
}

/** What its services need. Only the RHEL family enforces this by default. */
export function selinuxRules(machine: Machine): SelinuxRules | undefined {
  const confined = machine._services.flatMap(({ selinux, listeners }) => selinux ? [{ ...selinux, listeners }] : []);
  return machine._osFamily !== 'rhel' || confined.length === 0 ? undefined : {
    booleans: [...new Set(confined.flatMap(({ booleans }) => booleans))],
    ports: confined.flatMap(({ portType: type, listeners }) => listeners().map(({ protocol, port }) => ({ type, protocol, port }))),
  };
}
