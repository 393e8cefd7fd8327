import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inspect } from '../support/containers';

const run = promisify(execFile);

/** Which packets of a container vanish, without any answer. */
export type Direction = 'in' | 'out' | 'both';

/** Gives what a container sends to the program that holds it. */
const HELD = '-A OUTPUT ! -o lo -j NFQUEUE --queue-num 0 --queue-bypass';

/** The programs that hold what containers send. */
const held = new Map<string, ChildProcess>();

/** Drops what a container gets, what it sends, or both. What it says to itself is kept, so that it goes on working. */
export async function cut(container: string, direction: Direction): Promise<void> {
  // A DROP of what it sends would tell the sender: "Operation not permitted".
  if (direction !== 'in') await hold(container, 0, 100);
  // Both at once: otherwise it could finish in peace what it has begun.
  await iptables(container, ...direction === 'in' ? [] : [HELD], ...direction === 'out' ? [] : ['-A INPUT ! -i lo -j DROP']);
}

/** Drops what a container gets from another one. */
export async function part(container: string, from: string): Promise<void> {
  const [network] = Object.values((await inspect(from)).NetworkSettings.Networks);
  await iptables(container, `-A INPUT -s ${network.IPAddress} -j DROP`);
}

/** Delays all that a container sends, and loses a part of it. */
export async function slow(container: string, delayMs: number, lossPercent: number): Promise<void> {
  await hold(container, delayMs, lossPercent);
  await iptables(container, HELD);
}

/** Takes back what was done to the network of a container. Returns what became of the packets that were held. */
export async function mend(container: string): Promise<string> {
  if ((await inspect(container)).State.Running) await iptables(container, '-F');
  const child = held.get(container);
  if (!child) return '';
  held.delete(container);
  let said = '';
  child.stdout!.on('data', (piece) => said += piece);
  const ended = once(child, 'exit');
  child.stdin!.end();
  await ended;
  return said.trim();
}

/** Starts the program which decides about what is given to it. */
async function hold(container: string, delayMs: number, lossPercent: number): Promise<void> {
  const program = ['python3', join(__dirname, 'network/slow.py'), String(delayMs), String(lossPercent)];
  const child = spawn('nsenter', [...await networkOf(container), ...program], { stdio: ['pipe', 'pipe', 'inherit'] });
  held.set(container, child);
  const failed = once(child, 'exit').then(() => { throw new Error(`what ${container} sends could not be held`); });
  await Promise.race([once(child.stdout, 'data'), failed]);
  failed.catch(() => undefined); // it ends when it is told to
}

/** Changes rules, one right after the other. */
async function iptables(container: string, ...rules: string[]): Promise<void> {
  const script = rules.map((rule) => `iptables -w ${rule}`).join(' && ');
  await run('nsenter', [...await networkOf(container), 'sh', '-c', script], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } });
}

async function networkOf(container: string): Promise<string[]> {
  return ['--net', '--target', String((await inspect(container)).State.Pid)];
}
