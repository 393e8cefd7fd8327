import { kill, start, stop, untilHealthy } from '../../support/containers';
import { LoadEvent } from '../../support/load';
import { Sites } from '../../support/sites';
import { Fault } from '../fault';
import { AWAY_MS, comeBack, FAULT_MS, Victim } from '../victim';
import { SITE } from '../deployed-stack';

const HEALTHY_S = 60;

/** The faults that hit more than one Tomcat, or a web host. */
export const several: Fault[] = [
  {
    name: 'restart-all',
    title: 'All WAS restarted in turn',
    how: 'Each Tomcat is stopped and started; the next one when the web hosts use it again.',
    bar: { stallMs: 500 },
    course: (sites) => ({ events: sites.instancesOf(SITE).map((instance) => restart(sites, instance)) }),
  },
  {
    name: 'back-and-over',
    title: 'Fail over, back, and over again',
    how: 'The busiest Tomcat is killed and comes back; then the one that has most sessions now is killed and comes back.',
    bar: { stallMs: 500 },
    course: (sites) => {
      const [first, second] = [new Victim(sites), new Victim(sites)];
      return {
        events: [
          first.event('SIGKILL of', FAULT_MS, kill),
          first.comesBack(FAULT_MS + AWAY_MS),
          second.event('SIGKILL of', 0, kill),
          { ...second.comesBack(0), pauseMs: AWAY_MS },
        ],
      };
    },
  },
  {
    name: 'web-killed',
    title: 'A web host killed',
    how: 'web-01 is killed and started again. Visitors whose connection is refused or reset ask the other web host, once, as a load balancer does.',
    bar: {},
    retryElsewhere: true,
    course: (sites) => {
      const [web] = sites.webs;
      return {
        events: [
          { name: 'SIGKILL of', afterMs: FAULT_MS, run: async () => { await kill(web); return 'web-01'; } },
          {
            name: 'return of',
            afterMs: FAULT_MS + AWAY_MS,
            run: async () => {
              await start(web);
              await untilHealthy([web], HEALTHY_S);
              return 'web-01';
            },
          },
        ],
      };
    },
  },
];

function restart(sites: Sites, instance: string): LoadEvent {
  return {
    name: 'restart of',
    afterMs: FAULT_MS,
    run: async () => {
      await stop(sites.containerOf(instance));
      await comeBack(sites, instance);
      return instance;
    },
  };
}
