import { inspect, logs, start } from './containers';
import { until } from './until';

/** Starts containers at the same time, and returns how long the slowest Tomcat took, in milliseconds, by its own account. */
export async function startedWithin(containers: string[], seconds: number): Promise<number> {
  await Promise.all(containers.map(start));
  return Math.max(...await Promise.all(containers.map((container) => startTime(container, seconds))));
}

async function startTime(container: string, seconds: number): Promise<number> {
  let took: number | undefined;
  await until(seconds, async () => {
    const { State: { StartedAt } } = await inspect(container);
    took = startupMillis(await logs(container, '--since', StartedAt));
    return took === undefined ? `${container} to say that it started` : '';
  });
  return took!;
}

/** What a log says of Tomcat's start: `Server startup in [1,234] milliseconds`. */
export function startupMillis(log: string): number | undefined {
  const [, millis] = /Server startup in \[?([\d,.]+)\]? milliseconds/.exec(log) ?? [];
  return millis === undefined ? undefined : Number(millis.replace(/[,.]/g, ''));
}
