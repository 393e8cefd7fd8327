import { request } from 'node:http';
import { text } from 'node:stream/consumers';

const ENGINE = '/var/run/docker.sock';

/** The processor time that containers have had together since they started, in microseconds. */
export async function processorTime(containers: string[]): Promise<number> {
  const nanoseconds = await Promise.all(containers.map(async (container) => {
    const { cpu_stats: { cpu_usage: usage } } = JSON.parse(await answer(`/containers/${container}/stats?stream=false&one-shot=true`));
    return usage.total_usage as number;
  }));
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1000;
}

/** What the Docker engine answers. Its command line rounds these figures. */
function answer(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ socketPath: ENGINE, path }, (response) => {
      text(response).then((body) => response.statusCode === 200 ? resolve(body) : reject(new Error(`${path}: ${response.statusCode} ${body}`)), reject);
    }).on('error', reject).end();
  });
}
