import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { ApacheJkFrontend, ApacheProxyFrontend, DockerHosts, ExternalTomcats, ExtraDirective, Failover, JkWorkerOptions, Route } from 'cdktf-tomcat-cluster';
import { HttpdOnMachine } from './httpd-on-machine';
import { checkedProgram, IMAGES } from './support';
import { AjpServer } from '../support/ajp-server';
import { until } from '../support/until';

const SITE = 'a.example.com';
const PIECE = 'x'.repeat(1000);
const RECOVERED_S = 15;
const TIMES = { silentGetMillis: 1000, replyTimeoutMillis: 4000 };

/** Silence of each Tomcat, for as many milliseconds as the path says. */
function silenceOf(path: string): Promise<void> {
  return pause(Number(/silent=(\d+)/.exec(path)?.[1] ?? 0));
}

/** What a Tomcat answers whose stop has begun since it began to read the request, and what an application answers that is closed. */
const REFUSED = { status: 503, headers: { 'Content-Length': '0' }, body: [], dies: false };
const CLOSED = { status: 503, headers: { 'Content-Type': 'text/plain' }, body: ['closed'], dies: false };

/** Dies in the middle of each answer, after as many pieces of it as the path says; or freezes, or is slow, or refuses. */
const dying: AjpServer = new AjpServer(({ path }) => {
  if (path.includes('refused')) return REFUSED;
  if (path.includes('closed')) return CLOSED;
  if (path.includes('stops')) {
    dying.close();
    return REFUSED;
  }
  if (path.includes('freezes')) dying.frozen = true;
  if (path.includes('silent')) return { ...whole, after: silenceOf(path) };
  const [, pieces] = /pieces=(\d+)/.exec(path) ?? ['', '0'];
  const length: Record<string, string> = path.includes('sized') ? { 'Content-Length': '200000' } : {};
  return { headers: { 'Content-Type': 'text/plain', 'Set-Cookie': 'from=dying', ...length }, body: Array.from({ length: Number(pieces) }, () => PIECE), dies: true };
});
const whole = { headers: { 'Content-Type': 'text/plain', 'Set-Cookie': 'from=living' }, body: ['whole'], dies: false };
const living = new AjpServer(({ path }) => {
  if (path.includes('kills')) return { ...whole, dies: true };
  return path.includes('closed') ? CLOSED : { ...whole, after: silenceOf(path) };
});

let httpd: HttpdOnMachine;
let machine: string;
let ports: number[];

interface Answer {
  /** Undefined where the connection ended before the answer did. */
  readonly status?: number;
  readonly cookies?: string[];
  readonly text: string;
  readonly durationMs: number;
}

/** Asks as somebody whose session is on the Tomcat that dies. */
function ask(method: string, path: string, body?: string, accept = '*/*'): Promise<Answer> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { Host: SITE, Cookie: 'JSESSIONID=1.dying', Accept: accept, ...(body === undefined ? {} : { 'Content-Length': String(body.length) }) };
    request({ host: '127.0.0.1', port: httpd.port(), method, path, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => { text += piece.toString(); });
      const durationMs = () => performance.now() - start;
      response.on('end', () => resolve({ status: response.statusCode, cookies: response.headers['set-cookie'], text, durationMs: durationMs() }));
      response.on('error', () => resolve({ text, durationMs: durationMs() }));
    }).on('error', reject).end(body);
  });
}

/** The same, once httpd sends such requests to the Tomcat that dies again: after a death it takes it back only later. */
async function askDying(method: string, path: string, body?: string, accept?: string): Promise<Answer & { readonly asked: string[] }> {
  let answer: Answer | undefined;
  let asked: string[] = [];
  await until(RECOVERED_S, async () => {
    if (!dying.listens) await dying.listen(machine, ports[0]);
    const [before, other] = [dying.requests.length, living.requests.length];
    answer = await ask(method, path, body, accept);
    const said = (name: string, all: typeof dying.requests) => all.map((each) => `${name} ${each.method} ${each.path}`);
    asked = [...said('dying', dying.requests.slice(before)), ...said('living', living.requests.slice(other))];
    return dying.requests.length > before ? '' : 'httpd to take the Tomcat back that dies';
  });
  return { ...answer!, asked };
}

beforeAll(async () => {
  httpd = await HttpdOnMachine.of(`${IMAGES}-interrupted`);
  machine = await httpd.gateway();
  ports = await Promise.all([dying, living].map((server) => server.listen(machine)));
});

afterAll(async () => {
  await httpd?.remove();
  for (const server of [dying, living]) server.close();
});

/** A front end before both, with what else its workers and its site are told. mod_proxy has the name of the Tomcats in small letters. */
async function prepare(
  Frontend: typeof ApacheJkFrontend | typeof ApacheProxyFrontend, workers?: JkWorkerOptions, extraDirectives?: ExtraDirective[],
): Promise<void> {
  const files = await checkedProgram((stack) => {
    const hosts = new DockerHosts(stack, 'hosts', { subnet: '172.31.43.0/24' });
    const frontend = new Frontend(stack, 'web', { host: hosts.add('web-01'), failover: Failover.standard({ ...TIMES, recoverTimeSeconds: 1 }), workers });
    const members = ['dying', 'living'].map((jvmRoute, index) => ({ jvmRoute, host: machine, port: ports[index] }));
    const tomcats = new ExternalTomcats(stack, 'Tomcats', { members });
    frontend.addVirtualHost(SITE, {
      extraDirectives,
      routes: [
        Route.all(tomcats),
        Route.path('/reports', tomcats, { replyTimeoutMillis: TIMES.replyTimeoutMillis }),
        Route.path('/reports/quick', tomcats),
      ],
    });
    return frontend.files;
  });
  await httpd.prepare(files);
}

interface Mechanism {
  readonly Frontend: typeof ApacheJkFrontend | typeof ApacheProxyFrontend;
  /** mod_jk does not ask the Tomcat again at once whose answer broke off; mod_proxy does, and goes to another one if it is dead. */
  readonly staysDead: boolean;
  /** Requests that it does not repeat, though it might. mod_proxy knows that DELETE may be done twice, and leaves the path as it is. */
  readonly notRepeated: string[][];
  /** The status of a request that was in a Tomcat when it died, and of one for which there is no Tomcat any more. */
  readonly givenUp: number;
  readonly nobodyLeft: number;
}

const JK: Mechanism = {
  Frontend: ApacheJkFrontend, staysDead: false, givenUp: 502, nobodyLeft: 502,
  notRepeated: [['DELETE', '/order'], ['GET', '/page;jsessionid=1.dying']],
};
const PROXY: Mechanism = { Frontend: ApacheProxyFrontend, staysDead: true, givenUp: 500, nobodyLeft: 503, notRepeated: [] };

describe.each([['mod_jk', JK], ['mod_proxy', PROXY]])('balanced by %s', (name, { Frontend, staysDead, notRepeated, givenUp, nobodyLeft }) => {
  beforeAll(async () => {
    dying.staysDead = staysDead;
    await prepare(Frontend);
  });

  test('answers that a Tomcat had begun when it died are asked for again as long as the client has nothing of them', async () => {
    await httpd.started(async () => {
      for (const path of ['/', '/a%20page/pieces=0', '/pieces=1', '/pieces=5', '/sized/pieces=5', '/p%25c3/%C3%A9']) {
        const { status, cookies, text, asked } = await askDying('GET', path);
        expect({ path, status, cookies, text }).toEqual({ path, status: 200, cookies: ['from=living'], text: 'whole' });
        expect(asked).toEqual([`dying GET ${path}`, `living GET ${path}`]);
      }

      const query = 'q=1%202&empty=&percent=%25%2f&list=a;b';
      expect(await askDying('GET', `/find?${query}`)).toMatchObject({ status: 200, text: 'whole' });
      expect(dying.requests.at(-1)?.message).toContain(`${query}\0`);
      expect(living.requests.at(-1)?.message).toContain(`${query}\0`);
    });
  });

  test('a page that kills a Tomcat in the middle of its answer is asked for once more only', async () => {
    await httpd.started(async () => {
      const { status, text, asked } = await askDying('GET', '/kills/pieces=1');
      expect({ status, asked }).toEqual({ status: 502, asked: ['dying GET /kills/pieces=1', 'living GET /kills/pieces=1'] });
      expect(text.match(/<h1>/g)).toHaveLength(1);
    });
  });

  test('an answer of which the client has a part is not begun once more', async () => {
    await httpd.started(async () => {
      for (const path of ['/pieces=20', '/sized/pieces=90']) {
        const { text, asked } = await askDying('GET', path);
        expect(text.startsWith(PIECE)).toBe(true);
        expect(text).not.toContain('whole');
        expect(asked).toEqual([`dying GET ${path}`]);
      }
    });
  });

  test('what may not be done twice is not asked for again', async () => {
    await httpd.started(async () => {
      for (const [method, path, body] of [['POST', '/order', 'one=1'], ['GET', '/with-body', 'one=1'], ...notRepeated]) {
        const { status, text, asked } = await askDying(method, path, body);
        expect({ method, path, status }).toEqual({ method, path, status: givenUp });
        expect(text).not.toContain('whole');
        expect(asked).toHaveLength(1);
      }
    });
  });

  test('a GET whose Tomcat freezes is asked for again soon, and of another one', async () => {
    await httpd.started(async () => {
      const { status, text, durationMs } = await askDying('GET', '/freezes');
      dying.frozen = false;
      expect({ status, text }).toEqual({ status: 200, text: 'whole' });
      expect(durationMs).toBeGreaterThanOrEqual(TIMES.silentGetMillis);
      expect(durationMs).toBeLessThan(TIMES.replyTimeoutMillis);
    });
  });

  test('a page that takes longer than that is waited for when it is asked for again', async () => {
    await httpd.started(async () => {
      const { status, text, asked } = await askDying('GET', '/silent=2500');
      expect({ status, text }).toEqual({ status: 200, text: 'whole' });
      expect(asked).toHaveLength(2);
      expect(await askDying('GET', '/silent=6000')).toMatchObject({ status: 504 });
    });
  });

  test('a page is waited for the first time where its route says so, and a stream of events', async () => {
    await httpd.started(async () => {
      for (const [path, accept] of [['/reports/silent=2500', '*/*'], ['/silent=2500', 'text/event-stream']]) {
        const { status, text, asked } = await askDying('GET', path, undefined, accept);
        expect({ status, text, asked }).toEqual({ status: 200, text: 'whole', asked: [`dying GET ${path}`] });
      }
    });
  });

  test('a page that takes longer than its route says is not asked for again, nor what an application of such a route says itself', async () => {
    await httpd.started(async () => {
      expect(await askDying('GET', '/reports/silent=6000')).toMatchObject({ status: 504, asked: ['dying GET /reports/silent=6000'] });
      expect(await askDying('GET', '/reports/closed')).toMatchObject({ status: 503, text: 'closed', asked: ['dying GET /reports/closed'] });
    });
  });

  test('a page of a route below that one is waited for no longer than others', async () => {
    await httpd.started(async () => {
      const { status, text, asked } = await askDying('GET', '/reports/quick/silent=2500');
      expect({ status, text }).toEqual({ status: 200, text: 'whole' });
      expect(asked).toHaveLength(2);
      expect((await askDying('GET', '/reports/quicker/silent=2500')).asked).toEqual(['dying GET /reports/quicker/silent=2500']);
    });
  });

  test('a POST that takes as long is waited for the first time, and asked for once', async () => {
    await httpd.started(async () => {
      const { status, text, asked } = await askDying('POST', '/silent=2500', 'one=1');
      expect({ status, text, asked }).toEqual({ status: 200, text: 'whole', asked: ['dying POST /silent=2500'] });
    });
  });

  test('where no Tomcat finishes its answer, the client gets one error', async () => {
    await httpd.started(async () => {
      living.close();
      const { status, text } = await askDying('GET', '/');
      await living.listen(machine, ports[1]);
      expect(status).toBe(nobodyLeft);
      expect(text.match(/<h1>/g)).toHaveLength(1);
    });
  });

  if (name === 'mod_proxy') {
    test('a GET before which pings were lost is asked for again, and of the same Tomcat', async () => {
      await httpd.started(async () => {
        if (!dying.listens) await dying.listen(machine, ports[0]);
        const [before, other] = [dying.requests.length, living.requests.length];
        dying.deafTo = 2; // the second one over another connection
        for (const path of ['/silent=1', '/silent=2']) expect(await ask('GET', path)).toMatchObject({ status: 200, text: 'whole' });
        expect(dying.requests.slice(before).map(({ path }) => path)).toEqual(['/silent=1', '/silent=2']);
        expect(living.requests.slice(other)).toEqual([]);
      });
    });

    test('a page whose path holds the id of a session, and a DELETE, which may be done twice, are asked for again', async () => {
      await httpd.started(async () => {
        for (const [method, path] of [['GET', '/page;jsessionid=1.dying'], ['GET', '/pieces=5;jsessionid=1.dying'], ['DELETE', '/order']]) {
          const { status, text, asked } = await askDying(method, path);
          expect({ path, status, text }).toEqual({ path, status: 200, text: 'whole' });
          expect(asked).toEqual([`dying ${method} ${path}`, `living ${method} ${path}`]);
        }
      });
    });
  }
});

describe.each([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]])('the path of a page that %s asks for again', (_, Frontend) => {
  test('is as the rules of the site have left it', async () => {
    await prepare(Frontend, undefined, [{ name: 'RewriteEngine', arguments: ['On'] }, { name: 'RewriteRule', arguments: ['^/(.*)$', '/shop/$1', '[PT]'] }]);
    await httpd.started(async () => {
      expect(await askDying('GET', '/silent=2500?q=1')).toMatchObject({ status: 200, text: 'whole', asked: ['dying GET /shop/silent=2500', 'dying GET /shop/silent=2500'] });
      expect(await askDying('GET', '/pieces=1')).toMatchObject({ status: 200, text: 'whole', asked: ['dying GET /shop/pieces=1', 'living GET /shop/pieces=1'] });
    });
  });
});

describe('a request that a Tomcat refuses with 503', () => {
  const times = (count: number, request: string) => Array.from({ length: count }, () => request);

  test('is not asked for again by mod_jk, which cannot know why', async () => {
    await prepare(ApacheJkFrontend);
    await httpd.started(async () => {
      expect(await askDying('GET', '/refused')).toMatchObject({ status: 503, text: '', asked: ['dying GET /refused'] });
      expect(await askDying('GET', '/closed')).toMatchObject({ status: 503, text: 'closed', asked: ['dying GET /closed'] });
    });
  });

  test('is asked for again by mod_proxy if it may be, and what says so again is passed on', async () => {
    await prepare(ApacheProxyFrontend);
    await httpd.started(async () => {
      expect(await askDying('GET', '/refused')).toMatchObject({ status: 503, text: '', asked: times(2, 'dying GET /refused') });
      expect(await askDying('GET', '/closed')).toMatchObject({ status: 503, text: 'closed', asked: times(2, 'dying GET /closed') });
      expect(await askDying('POST', '/closed', 'one=1')).toMatchObject({ status: 503, text: 'closed', asked: ['dying POST /closed'] });
      expect(await askDying('GET', '/stops')).toMatchObject({ status: 200, text: 'whole', asked: ['dying GET /stops', 'living GET /stops'] });
    });
  });

  test('is asked of another one by a mod_jk that is told so, which passes on no page with this status then', async () => {
    await prepare(ApacheJkFrontend, { failOnStatus: [-503] });
    await httpd.started(async () => {
      for (const [method, body] of [['GET'], ['POST', 'one=1']]) {
        const { status, text, asked } = await askDying(method, '/refused', body);
        expect({ status, text, asked }).toEqual({ status: 200, text: 'whole', asked: [...times(2, `dying ${method} /refused`), `living ${method} /refused`] });
      }
      const { status, text, asked } = await askDying('GET', '/closed');
      expect(status).toBe(503);
      expect(asked).toEqual([...times(4, 'dying GET /closed'), ...times(4, 'living GET /closed')]);
      expect(text).not.toContain('closed');
    });
  });
});
