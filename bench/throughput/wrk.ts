import { join } from 'node:path';
import { STACK } from './configurations';
import { docker } from '../../integration/support/containers';
import { repository } from '../../integration/support/repository';

const CONTAINER = `${STACK}-wrk`;
const IMAGE = `${STACK}/wrk`;

/** What wrk says of one run. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Answers that were not 200, and connections that broke. */
  readonly failed: number;
}

/** Starts the container in which the load generator runs: beside the others, so that no port is forwarded on the way. */
export async function startWrk(): Promise<void> {
  await docker('build', '--quiet', '--tag', IMAGE, join(repository, 'bench/throughput/wrk'));
  await docker('run', '--detach', '--init', '--name', CONTAINER, '--network', STACK, IMAGE);
}

/** Asks for a page again and again, each session on a connection of its own. */
export async function wrk(site: string, webHost: string, path: string, cookies: string[], seconds: number): Promise<Load> {
  const number = String(cookies.length);
  const output = await docker(
    'exec', CONTAINER, 'wrk', '--threads', number, '--connections', number, '--duration', `${seconds}s`, '--script', '/sessions.lua',
    '--header', `Host: ${site}.example.com`, `http://${STACK}-${webHost}-httpd:80${path}`, '--', ...cookies,
  );
  const [, result] = /^RESULT (.*)$/m.exec(output) ?? [];
  if (!result) throw new Error(`wrk gave no result:\n${output}`);
  return JSON.parse(result) as Load;
}
