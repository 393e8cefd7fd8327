import { kill, stop } from '../../support/containers';
import { Fault } from '../fault';
import { cut, mend } from '../network';
import { AWAY_MS, FAULT_MS, LASTS_MS, Victim } from '../victim';

/** The faults in which one Tomcat ends, in one way or another, and comes back. */
export const oneDies: Fault[] = [
  {
    name: 'stop',
    title: 'Graceful stop',
    how: 'The service manager asks the Tomcat to end (docker stop, SIGTERM).',
    bar: { stallMs: 500 },
    course: (sites) => dies((container) => stop(container), 'stop of', new Victim(sites)),
  },
  {
    name: 'sigkill',
    title: 'SIGKILL of the JVM',
    how: 'The JVM ends at once (docker kill). Its machine is still there and refuses connections, or resets them.',
    bar: { stallMs: 500 },
    course: (sites) => dies(kill, 'SIGKILL of', new Victim(sites)),
  },
  {
    name: 'host-gone',
    title: 'Host gone',
    how: 'First all packets to and from the Tomcat are dropped, then it is killed, so that no goodbye and no reset leaves it. '
      + 'From then on nothing has its address for 14 seconds: packets to it vanish, and who asks for the address (ARP) gets no answer.',
    bar: { stallMs: 2000 },
    course: (sites) => dies(vanish, 'power cut of', new Victim(sites), LASTS_MS),
  },
];

function dies(end: (container: string) => Promise<unknown>, name: string, victim: Victim, awayMs = AWAY_MS) {
  return { events: [victim.event(name, FAULT_MS, end), victim.comesBack(FAULT_MS + awayMs)] };
}

async function vanish(container: string): Promise<void> {
  await cut(container, 'both');
  await kill(container);
  await mend(container);
}
