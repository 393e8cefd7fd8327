import type { AzureVm } from '../azure-vm';
import { warning } from '../../checks/check';
import { Problem } from '../../checks/problem';

/** Says where machines that stand in for each other are all in one zone, although there are more. */
export function inOneZone(machines: AzureVm[], path: string, consequence: string): Problem[] {
  const names = [...new Set(machines.map(({ hostName }) => hostName))];
  const [zone, other] = new Set(machines.map(({ _zone }) => _zone));
  if (names.length < 2 || zone === undefined || other !== undefined || machines[0]._tier._hosts.zones.length < 2) return [];
  return [warning('SITE_IN_ONE_ZONE', path, {
    got: `${names.join(' and ')} in zone ${zone}`,
    why: `when the zone fails, ${consequence}`,
    fix: `number the machines as in was-01 and was-02, which come into zones in turn, or say zone in add() of one: tier.add('${names[1]}', { zone: '${machines[0]._tier._hosts.zones.find((free) => free !== zone)}' })`,
  })];
}
