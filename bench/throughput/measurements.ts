import { Sessions } from './sessions';
import { Load, wrk } from './wrk';
import { portOf, webHostOf } from './mechanisms';

/** A site as clients reach it, through the web host of a mechanism. */
export interface Subject {
  readonly site: string;
  readonly mechanism: string;
}

/** What a request does: it counts in its session, which replicates; or it is of a session and changes nothing. */
export type Kind = 'counting' | 'reading';

const PATHS: { readonly [kind in Kind]: string } = { counting: '/session', reading: '/' };

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

  /** Requests per second. */
  public async throughput(kind: Kind, seconds: number): Promise<number> {
    const { site, mechanism } = this.subject;
    const load = await wrk(site, webHostOf(mechanism), PATHS[kind], this.sessions.cookies, seconds);
    this.check(kind, load, await this.sessions.counted());
    return load.requests / load.seconds;
  }

  /** Each session counts every answer, and may count one more, that was under way at the end. */
  private check(kind: Kind, { requests, failed }: Load, counted: number): void {
    const what = `${requests} ${kind} requests of ${this.subject.site} through ${this.subject.mechanism}`;
    if (failed > 0) throw new Error(`${what}: ${failed} failed`);
    const [least, most] = kind === 'counting' ? [requests, requests + this.sessions.cookies.length] : [0, 0];
    if (counted < least || counted > most) throw new Error(`${what}: the sessions counted ${counted}`);
  }
}
