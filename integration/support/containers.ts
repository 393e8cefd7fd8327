import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { until } from './until';

const run = promisify(execFile);
const LIMITS = { timeout: 120_000, maxBuffer: 256 * 1024 * 1024 };

/** Runs the docker command and returns what it wrote to standard output. */
export async function docker(...args: string[]): Promise<string> {
  return (await run('docker', args, LIMITS)).stdout.trim();
}

/** Ends the processes of a container at once, as a power cut does: SIGKILL. */
export async function kill(container: string): Promise<void> {
  await docker('kill', container);
}

export async function start(container: string): Promise<void> {
  await docker('start', container);
}

/** Asks the service to end, and waits until it did. Returns its exit code. */
export async function stop(container: string, seconds = 30): Promise<number> {
  await docker('stop', '--time', String(seconds), container);
  return (await inspect(container)).State.ExitCode;
}

/** Freezes the processes of a container: they hold their connections and answer nothing. */
export async function freeze(container: string): Promise<void> {
  await docker('pause', container);
}

export async function thaw(container: string): Promise<void> {
  await docker('unpause', container);
}

/** What the service printed, on both of its streams. */
export async function logs(container: string, ...options: string[]): Promise<string> {
  const { stdout, stderr } = await run('docker', ['logs', ...options, container], LIMITS);
  return stdout + stderr;
}

/** Runs a shell command in a container, as root unless told otherwise. */
export async function shell(container: string, script: string, user = '0'): Promise<string> {
  return docker('exec', '--user', user, container, 'sh', '-c', script);
}

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly uid: number;
  readonly command: string;
}

/** The processes of a container, with the ids that the engine's machine gives them. */
export async function processes(container: string): Promise<Process[]> {
  const [, ...rows] = (await docker('top', container, '-eo', 'pid,ppid,uid,args')).split('\n');
  return rows.map((row) => {
    const [pid, parent, uid, ...args] = row.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), uid: Number(uid), command: args.join(' ') };
  });
}

/** The part of `docker inspect` that is read here. */
export interface Inspection {
  readonly RestartCount: number;
  readonly Config: { readonly Hostname: string; readonly User: string };
  readonly State: {
    readonly Running: boolean;
    readonly Paused: boolean;
    /** The first process, by the id that the engine's machine gives it. */
    readonly Pid: number;
    readonly Restarting: boolean;
    readonly ExitCode: number;
    readonly StartedAt: string;
    readonly Health?: { readonly Status: string; readonly Log: { readonly Output: string }[] | null };
  };
  readonly NetworkSettings: {
    readonly Networks: Record<string, { readonly IPAddress: string; readonly Gateway: string; readonly Aliases: string[] | null }>;
  };
}

export async function inspect(container: string): Promise<Inspection> {
  return JSON.parse(await docker('container', 'inspect', container))[0];
}

/** What a cluster member may be called by its peers: the addresses and names of a container. */
export async function namesOf(container: string): Promise<string[]> {
  const { Config, NetworkSettings } = await inspect(container);
  const networks = Object.values(NetworkSettings.Networks);
  return [container, Config.Hostname, ...networks.flatMap((each) => [each.IPAddress, ...(each.Aliases ?? [])])].filter(Boolean);
}

/** Waits until each container's health check says that it serves. A container that ended is a failure at once. */
export async function untilHealthy(containers: string[], seconds: number): Promise<void> {
  await until(seconds, async () => {
    const states = await Promise.all(containers.map(healthOf));
    return states.filter(Boolean).join(', ');
  });
}

async function healthOf(container: string): Promise<string> {
  const { State, RestartCount } = await inspect(container);
  if (!State.Running && !State.Restarting) {
    throw new Error(`${container} ended with exit code ${State.ExitCode}. Its last lines:\n${await logs(container, '--tail', '30')}`);
  }
  if (!State.Health) throw new Error(`${container} has no health check`);
  if (State.Health.Status === 'healthy') return '';
  const last = State.Health.Log?.at(-1)?.Output.trim().split('\n').at(-1);
  const restarted = RestartCount > 0 ? `, ended and was restarted ${RestartCount} times` : '';
  return `${container} (${State.Health.Status}${restarted}${last ? `: ${last}` : ''})`;
}

/** Starts those of the containers that do not run, and waits until all are healthy. */
export async function heal(containers: string[], seconds: number): Promise<void> {
  for (const container of containers) {
    if (!(await inspect(container)).State.Running) await start(container);
  }
  await untilHealthy(containers, seconds);
}

/** The containers, networks and volumes called `prefix` or `prefix-...`, e.g. `container two-sites-was-01-a`. */
export async function leftovers(prefix: string): Promise<string[]> {
  const kinds: [kind: string, list: string[]][] = [
    ['container', ['ps', '--all', '--format', '{{.Names}}']],
    ['network', ['network', 'ls', '--format', '{{.Name}}']],
    ['volume', ['volume', 'ls', '--format', '{{.Name}}']],
  ];
  const found = await Promise.all(kinds.map(async ([kind, list]) => {
    const names = (await docker(...list)).split('\n');
    return names.filter((name) => name === prefix || name.startsWith(`${prefix}-`)).map((name) => `${kind} ${name}`);
  }));
  return found.flat();
}

/** Throws where something with the names of a stack is left. */
export async function nothingLeft(prefix: string): Promise<void> {
  const left = await leftovers(prefix);
  if (left.length > 0) throw new Error(`left over, and not known to Terraform: ${left.join(', ')}. Remove them with docker rm, network rm, volume rm`);
}

/** Removes them: containers first, since no network or volume goes while one uses it. */
export async function removeLeftovers(prefix: string): Promise<void> {
  const left = (await leftovers(prefix)).map((each) => each.split(' '));
  const called = (wanted: string) => left.filter(([kind]) => kind === wanted).map(([, name]) => name);
  for (const container of called('container')) await docker('rm', '--force', '--volumes', container);
  for (const network of called('network')) await docker('network', 'rm', network);
  for (const volume of called('volume')) await docker('volume', 'rm', volume);
}
