import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabMachine, rollOutEnvironment, userData } from '../../test/machine/lab-machine';
import { command } from '../support/command';
import { docker, shell } from '../support/containers';
import { repository } from '../support/repository';
import { SYSTEMD } from '../support/systemd';

/** Everything on the engine that is of these tests is called so. */
export const PREFIX = 'it-machine';
const IMAGE = `${PREFIX}/debian`;
const LOG = `reports/${PREFIX}s.log`;

/** Machines on a network: containers that boot systemd and cloud-init. */
export class Machines {
  private readonly seeds = mkdtempSync(join(tmpdir(), `${PREFIX}-`));

  public constructor(private readonly subnet: string, private readonly values: { [label: string]: string }) {}

  public async prepare(): Promise<void> {
    await command('docker', ['build', '--tag', IMAGE, join(repository, 'integration/machines')], { log: LOG, seconds: 300 });
    await docker('network', 'create', '--subnet', this.subnet, PREFIX);
  }

  /** Boots a machine with the user data that its cloud would hand it. */
  public async boot(machine: LabMachine): Promise<void> {
    const seed = join(this.seeds, machine.hostName);
    mkdirSync(seed, { recursive: true });
    writeFileSync(join(seed, 'user-data'), userData(machine, this.values));
    writeFileSync(join(seed, 'meta-data'), `instance-id: ${machine.hostName}\nlocal-hostname: ${machine.hostName}\n`);
    await docker(
      'run', '--detach', '--name', containerOf(machine.hostName), '--hostname', machine.hostName, '--network', PREFIX, '--ip', machine._addressOf(),
      ...SYSTEMD, '--volume', `${seed}:/var/lib/cloud/seed/nocloud:ro`, IMAGE,
    );
  }

  /** Runs a roll-out as the cloud does. */
  public rollOut(machine: LabMachine): { status: number | null; out: string; error: string } {
    const environment = rollOutEnvironment(machine, this.values);
    const done = spawnSync('docker', [
      'exec', '--interactive', ...Object.keys(environment).flatMap((name) => ['--env', name]), containerOf(machine.hostName), 'bash', '-s',
    ], { input: machine._rollOutScript, encoding: 'utf8', timeout: 300_000, env: { ...process.env, ...environment } });
    return { status: done.status, out: done.stdout, error: done.stderr };
  }

  public async remove(): Promise<void> {
    const names = (await docker('ps', '--all', '--quiet', '--filter', `name=^${PREFIX}-`)).split('\n').filter(Boolean);
    if (names.length > 0) await docker('rm', '--force', '--volumes', ...names);
    await docker('network', 'rm', PREFIX).catch(() => undefined);
    rmSync(this.seeds, { recursive: true, force: true });
  }
}

export function containerOf(hostName: string): string {
  return `${PREFIX}-${hostName}`;
}

/** Runs a shell command on a machine. */
export function on(hostName: string, script: string): Promise<string> {
  return shell(containerOf(hostName), script);
}
