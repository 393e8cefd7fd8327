import { DeployedStack, SITE } from './deployed-stack';
import { Fault } from './fault';
import { mend } from './network';
import { keepLog, keepResult, Result } from './result';
import { barInWords, missesOf } from './verdict';
import { evenOut, untilUsed } from '../support/balance';
import { heal, inspect, leftovers, logs, thaw } from '../support/containers';
import { load } from '../support/load';
import { untilWarm } from '../support/warm';

const HEALTHY_S = 180;
/**
 * Every third page takes its time, so that the Tomcat that is hit has requests at that moment, and not only by chance. PAGE_MILLIS=0 leaves it
 * to chance.
 */
const SLOW_PAGE = { every: 3, millis: Number(process.env.PAGE_MILLIS ?? 100) };
/** How long the load lasts after the last event, so that a late effect of it is seen. */
const AFTERWARDS_MS = 4000;

/** Undoes whatever was broken, and waits until everything serves and is warm. */
export async function recover({ sites }: DeployedStack): Promise<void> {
  for (const container of sites.containers) {
    if ((await inspect(container)).State.Paused) await thaw(container);
    await mend(container);
  }
  await heal(sites.containers, HEALTHY_S);
  for (const instance of sites.instancesOf(SITE)) await untilUsed(sites, SITE, instance);
  await evenOut(sites, SITE);
  await untilWarm(sites, SITE);
  await evenOut(sites, SITE);
}

/** Breaks the stack in one way while its visitors are there, says what they saw, and repairs it. */
export async function runFault(stack: DeployedStack, fault: Fault, run = 1): Promise<{ result: Result; path: string }> {
  const { mechanism, kind, sites } = stack;
  await recover(stack);
  const since = new Date().toISOString();
  const { events, findings: find } = fault.course(sites);
  const report = await load({
    site: sites.hostNameOf(SITE),
    ports: sites.ports,
    forMs: 0,
    afterwardsMs: AFTERWARDS_MS,
    path: (turn) => turn % SLOW_PAGE.every === 0 ? `/session?millis=${SLOW_PAGE.millis}` : '/session',
    retryElsewhere: fault.retryElsewhere,
    events,
  });
  const findings = await find?.(report) ?? [];
  const result: Result = {
    mechanism,
    kind,
    fault: fault.name,
    title: fault.title,
    how: fault.how,
    bar: barInWords(fault.bar),
    run,
    settings: [process.env.FAILOVER, process.env.WORKERS, process.env.JVM_OPTIONS].filter(Boolean).join(' '),
    misses: missesOf(fault.bar, report, findings),
    findings: findings.map(({ text }) => text),
    report,
  };
  const path = keepResult(result);
  if (result.misses.length > 0) for (const container of sites.containers) keepLog(path, container, await logs(container, '--timestamps', '--since', since));
  return { result, path };
}

/** Destroys a stack; fails where anything is left. */
export async function takeDown({ sites, deployment }: DeployedStack): Promise<void> {
  for (const container of (await leftovers(sites.stack)).flatMap((each) => /^container (.*)/.exec(each)?.[1] ?? [])) {
    if ((await inspect(container)).State.Paused) await thaw(container);
  }
  await deployment.destroy();
  const left = await leftovers(sites.stack);
  if (left.length > 0) throw new Error(`left over: ${left.join(', ')}`);
}
