import { LoadEvent } from '../support/load';
import { LoadReport } from '../support/load-report';
import { Sites } from '../support/sites';

/** What visitors may notice at most: no failed request and no lost session, whatever the fault. */
export interface Bar {
  /** The longest time that a session may wait for a good answer. @default - as long as it takes */
  readonly stallMs?: number;
  /** No session may leave its Tomcat, which serves, if slowly. */
  readonly nobodyMoves?: boolean;
  /** What else is asked for, in words. The findings of the fault say whether it was met. */
  readonly also?: string;
}

/** Something seen beside the load. */
export interface Finding {
  readonly text: string;
  /** Whether it misses the bar. */
  readonly missed?: boolean;
}

/** What happens in one run of a fault. */
export interface Course {
  readonly events: LoadEvent[];
  /** Asked for when the load is over. */
  readonly findings?: (report: LoadReport) => Promise<Finding[]>;
}

export interface Fault {
  /** As ONLY says it. */
  readonly name: string;
  readonly title: string;
  /** What is done, in a sentence or two. */
  readonly how: string;
  readonly bar: Bar;
  /** Whether visitors ask the other web host once where one refuses, as behind a load balancer. @default false */
  readonly retryElsewhere?: boolean;
  readonly course: (sites: Sites) => Course;
}
