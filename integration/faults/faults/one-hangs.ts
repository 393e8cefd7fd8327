import { freeze, thaw } from '../../support/containers';
import { Fault } from '../fault';
import { cut, Direction, mend, slow } from '../network';
import { FAULT_MS, LASTS_MS, Victim } from '../victim';

const HEAL_MS = FAULT_MS + LASTS_MS;
const DELAY_MS = 300;
const LOSS_PERCENT = 2;

/** The faults in which one Tomcat lives, but cannot be reached, or answers late or not at all, for 14 seconds. */
export const oneHangs: Fault[] = [
  networkCut('cut-in', 'Network cut: nothing reaches it', 'in', 'What is sent to the Tomcat is dropped; what it sends arrives, its heartbeat among it.'),
  networkCut('cut-out', 'Network cut: nothing leaves it', 'out', 'What the Tomcat sends is dropped; requests and messages reach it.'),
  networkCut('cut', 'Network cut both ways', 'both', 'What the Tomcat gets and sends is dropped, without a reset. Its JVM goes on.'),
  {
    name: 'freeze',
    title: 'JVM frozen',
    how: 'The JVM stands still for 14 seconds (docker pause). Its machine accepts connections, and nothing answers.',
    bar: { stallMs: 5000 },
    course: (sites) => {
      const victim = new Victim(sites);
      return { events: [victim.event('freeze of', FAULT_MS, freeze), victim.after('thaw of', HEAL_MS, thaw)] };
    },
  },
  {
    name: 'slow',
    title: 'Slow network',
    how: `For 14 seconds every packet that the Tomcat sends takes ${DELAY_MS} ms longer, and ${LOSS_PERCENT} % of them are lost.`,
    bar: { nobodyMoves: true },
    course: (sites) => {
      const victim = new Victim(sites);
      const begin = (container: string) => slow(container, DELAY_MS, LOSS_PERCENT);
      return { events: [victim.event('slow network of', FAULT_MS, begin), victim.after('healing of', HEAL_MS, mend)] };
    },
  },
];

function networkCut(name: string, title: string, direction: Direction, how: string): Fault {
  return {
    name,
    title,
    how: `${how} Healed after 14 seconds.`,
    bar: { stallMs: 3000 },
    course: (sites) => {
      const victim = new Victim(sites);
      return { events: [victim.event('cut of', FAULT_MS, (container) => cut(container, direction)), victim.after('healing of', HEAL_MS, mend)] };
    },
  };
}
