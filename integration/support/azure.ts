import { randomBytes } from 'node:crypto';
import { AddressInfo, connect, createServer, Socket as NetSocket } from 'node:net';
import { AzureLab } from '../azure/lab';
import { VirtualMachine } from '../azure/machine/virtual-machine';
import { Browser } from './client';
import { docker, shell } from './containers';
import { Socket } from './reach';
import { until } from './until';
import { SSH_KEY } from '../../test/support/ssh-key';

/** How long the first boot of a machine may take, packages included. */
const BOOT_S = 400;

/** What an example is told where it is deployed in the lab. */
export function exampleEnvironment(lab: AzureLab): Record<string, string> {
  return { ...lab.environment, ADMIN_SSH_KEY: SSH_KEY };
}

/** A Key Vault of the lab with one secret in it, as a team has it before it deploys. */
export async function vaultWithSecret(lab: AzureLab, vault: string, secret: string, groupName = 'shared'): Promise<{ id: string; value: string }> {
  const group = `/subscriptions/${lab.environment.ARM_SUBSCRIPTION_ID}/resourceGroups/${groupName}`;
  const id = `${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
  await lab.request('PUT', `${group}?api-version=2022-09-01`, { location: 'koreacentral' });
  await lab.request('PUT', `${id}?api-version=2023-07-01`, {
    location: 'koreacentral',
    properties: { tenantId: lab.environment.ARM_TENANT_ID, sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: true, accessPolicies: [] },
  });
  const value = randomBytes(24).toString('hex');
  lab.setSecret(vault, secret, value);
  return { id, value };
}

/** A port of 127.0.0.1 whose connections go on to a socket from this address, as those of an application gateway do. */
export async function gateway({ address, port }: Socket, localAddress: string): Promise<{ port: number; close(): void }> {
  const sockets = new Set<NetSocket>();
  const server = createServer((client) => {
    const onward = connect({ host: address, port, localAddress });
    for (const [socket, other] of [[client, onward], [onward, client]]) {
      sockets.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}

/** Has Azure do something with a machine: deallocate, start, restart. */
export async function power(lab: AzureLab, machine: VirtualMachine, action: 'deallocate' | 'start' | 'restart'): Promise<void> {
  await lab.request('POST', `${machine.id}/${action}?api-version=2024-03-01`);
}

/** What cloud-init says of a machine once it has ended: its status, and the warnings and errors of its log. */
export async function cloudInit(container: string): Promise<{ status: string; complaints: string[] }> {
  let status = '';
  await until(BOOT_S, async () => {
    status = /status: (\w+)/.exec(await shell(container, 'cloud-init status 2>/dev/null; true'))?.[1] ?? '';
    return ['done', 'error'].includes(status) ? '' : `cloud-init of ${container}, which is ${status || 'silent'}`;
  });
  const log = await shell(container, 'cat /var/log/cloud-init.log');
  return { status, complaints: log.split('\n').filter((line) => /\b(WARNING|ERROR|CRITICAL|Traceback)\b/.test(line)) };
}

/** The port of 127.0.0.1 that stands for the public address of a load balancer. */
export function publicPort(lab: AzureLab): number {
  const [rule] = lab.loadBalancers();
  if (!rule) throw new Error('the lab has no load balancer');
  return rule.listen;
}

/** Waits until the load balancer sends connections to this many machines. */
export async function untilBalanced(lab: AzureLab, machines: number): Promise<void> {
  await until(60, async () => {
    const healthy = lab.loadBalancers().flatMap(({ backends }) => backends).filter((backend) => backend.healthy).length;
    return healthy === machines ? '' : `${machines} healthy front ends, not ${healthy}`;
  });
}

/** Waits until a new session is given to an instance. */
export async function untilServes(port: number, site: string, instance: string): Promise<void> {
  await until(90, async () => {
    const browser = new Browser(site);
    try {
      const probe = await browser.probe(port);
      return probe.instance === instance ? '' : `a new session of ${site} on ${instance}`;
    } catch (error) {
      return `${site} to answer: ${(error as Error).message}`;
    } finally {
      browser.close();
    }
  });
}

/** Names of containers and networks that a lab has left. */
export async function labLeftovers(): Promise<string[]> {
  const containers = await docker('ps', '--all', '--filter', 'name=azure-lab-', '--format', '{{.Names}}');
  const networks = await docker('network', 'ls', '--filter', 'name=azure-lab', '--format', '{{.Name}}');
  return [...containers.split('\n'), ...networks.split('\n')].filter((name) => name !== '');
}
