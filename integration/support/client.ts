import { Agent, IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** How long a person would wait at the very most. */
const PATIENCE_MS = 30_000;

/** What GET /session answers. */
export interface Probe {
  /** The site that answered. */
  readonly site: string;
  /** The jvmRoute of the Tomcat that answered. */
  readonly instance: string;
  /** The id of the session, with the jvmRoute at its end. */
  readonly session: string;
  /** The requests made in this session, this one included. */
  readonly count: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** From the start of the request until the last byte of the answer. */
  readonly durationMs: number;
}

/** A browser on one site: connections that stay open and one session cookie. */
export class Browser {
  /** The value of the session cookie. */
  public session?: string;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /**
   * @param site the host name of the site
   * @param patienceMs how long an answer may take
   */
  public constructor(public readonly site: string, private readonly patienceMs = PATIENCE_MS) {}

  /**
   * Asks the web host that answers on this port of 127.0.0.1. Fails when no whole HTTP answer comes.
   */
  public async visit(port: number, path: string): Promise<Answer> {
    const start = performance.now();
    const headers: Record<string, string> = { Host: this.site };
    if (this.session) headers.Cookie = `JSESSIONID=${this.session}`;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, headers, agent: this.agent, signal: AbortSignal.timeout(this.patienceMs) };
      request(options, resolve).on('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ABORT_ERR' ? new Error(`no answer within ${this.patienceMs / 1000} s`) : error);
      }).end();
    });
    const pieces: Buffer[] = [];
    for await (const piece of response) pieces.push(piece);
    this.keepCookie(response.headers['set-cookie'] ?? []);
    const text = Buffer.concat(pieces).toString('utf8');
    return { status: response.statusCode ?? 0, text, durationMs: performance.now() - start };
  }

  /** GET /session. Fails unless the answer is 200 and well-formed. */
  public async probe(port: number): Promise<Probe> {
    return probeOf(await this.visit(port, '/session'));
  }

  public close(): void {
    this.agent.destroy();
  }

  private keepCookie(headers: string[]): void {
    for (const header of headers) {
      const match = /^JSESSIONID=([^;]*)/.exec(header);
      if (match) this.session = match[1] || undefined;
    }
  }
}

export function probeOf(answer: Answer): Probe {
  if (answer.status !== 200) throw new Error(`status ${answer.status}: ${shorten(answer.text)}`);
  const { site, instance, session, count } = parse(answer.text);
  if (typeof site !== 'string' || typeof instance !== 'string' || typeof session !== 'string' || !Number.isInteger(count)) {
    throw new Error(`not the answer of /session: ${shorten(answer.text)}`);
  }
  return { site, instance, session, count: count as number };
}

/** The part of a session id that stays when another Tomcat takes the session over. */
export function sessionKey(session: string): string {
  return session.split('.')[0];
}

function parse(text: string): Partial<Record<keyof Probe, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new Error(`not JSON: ${shorten(text)}`);
  }
}

function shorten(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 200);
}
