import { Browser } from '../../support/client';
import { inspect, kill } from '../../support/containers';
import { Fault, Finding } from '../fault';
import { SITE } from '../deployed-stack';
import { comeBack, FAULT_MS, Victim } from '../victim';

const HEAL_MS = FAULT_MS + 14_000;

/**
 * The bar is that of a frozen JVM: one that spends its time collecting garbage answers as little. Whether it ends by itself is seen,
 * not asked for.
 */
export const memory: Fault = {
  name: 'memory',
  title: 'Memory exhausted',
  how: 'An application in the JVM takes all of its heap and what is freed, too, so that any thread meets an OutOfMemoryError. '
    + 'A JVM that is still there after 14 seconds is killed and started again.',
  bar: { stallMs: 5000 },
  course: (sites) => {
    const victim = new Victim(sites);
    const findings: Finding[] = [];
    let startedAt = '';
    return {
      events: [
        victim.event('memory exhausted of', FAULT_MS, async (container) => {
          startedAt = (await inspect(container)).State.StartedAt;
          await exhaust(sites.hostNameOf(SITE), sites.ports[0], victim.instance);
        }),
        victim.after('return of', HEAL_MS, async (container) => {
          const { State } = await inspect(container);
          const ended = !State.Running || State.StartedAt !== startedAt;
          findings.push({ text: ended ? 'the JVM ended by itself' : 'the JVM did not end by itself' });
          if (!ended) await kill(container);
          await comeBack(sites, victim.instance);
        }),
      ],
      findings: async () => findings,
    };
  },
};

/** Whatever becomes of this one request, the memory is taken. */
async function exhaust(site: string, port: number, instance: string): Promise<void> {
  const browser = new Browser(site, 5000);
  browser.session = `x.${instance}`;
  await browser.visit(port, '/exhaust').catch(() => undefined);
  browser.close();
}
