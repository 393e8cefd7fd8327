import { tomcatOf, WAS_HOSTS } from './configurations';
import { processorTime } from './processor-time';
import { Sessions } from './sessions';
import { Load, wrk } from './wrk';
import { portOf, webHostOf } from './mechanisms';

/** A site as clients reach it, through the web host of a mechanism. */
export interface Subject {
  readonly site: string;
  readonly mechanism: string;
}

/** What a request does: it counts in its session, which replicates; it works beside that; or it is of a session and changes nothing. */
export type Kind = 'counting' | 'working' | 'reading';

/** What one round of requests showed of a site. */
export interface Round {
  /** Requests per second. */
  readonly throughput: number;
  /** The processor time of its Tomcats for one request, in microseconds. */
  readonly microsOfTomcats: number;
}

const PATHS: { readonly [kind in Kind]: string } = { counting: '/session', working: '/work.jsp', reading: '/' };

/** Sessions on each of a site's two Tomcats, each with a connection of its own. */
const SESSIONS_EACH = 4;

/** Asks one site, and believes no answer that it has not checked. */
export class Measurements {
  public static async of(subject: Subject): Promise<Measurements> {
    const sessions = await Sessions.begin(subject.site, portOf(subject.mechanism), SESSIONS_EACH);
    await sessions.counted();
    return new Measurements(subject, sessions);
  }

  private constructor(public readonly subject: Subject, private readonly sessions: Sessions) {}

  /** Asks as fast as it is answered. */
  public async round(kind: Kind, seconds: number): Promise<Round> {
    const { site, mechanism } = this.subject;
    const tomcats = WAS_HOSTS.map((wasHost) => tomcatOf(site, wasHost));
    const before = await processorTime(tomcats);
    const load = await wrk(site, webHostOf(mechanism), PATHS[kind], this.sessions.cookies, seconds);
    const after = await processorTime(tomcats);
    this.check(kind, load, await this.sessions.counted());
    return { throughput: load.requests / load.seconds, microsOfTomcats: (after - before) / load.requests };
  }

  /** Each session counts every answer, and may count one more, that was under way at the end. */
  private check(kind: Kind, { requests, failed }: Load, counted: number): void {
    const what = `${requests} ${kind} requests of ${this.subject.site} through ${this.subject.mechanism}`;
    if (failed > 0) throw new Error(`${what}: ${failed} failed`);
    const [least, most] = kind === 'reading' ? [0, 0] : [requests, requests + this.sessions.cookies.length];
    if (counted < least || counted > most) throw new Error(`${what}: the sessions counted ${counted}`);
  }
}
