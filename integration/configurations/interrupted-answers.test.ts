import { request } from 'node:http';
import { ApacheJkFrontend, DockerHosts, ExternalTomcats, Route } from 'cdktf-tomcat-cluster';
import { HttpdOnMachine } from './httpd-on-machine';
import { checkedProgram, IMAGES } from './support';
import { AjpServer } from '../support/ajp-server';
import { docker } from '../support/containers';
import { until } from '../support/until';

const SITE = 'a.example.com';
const PIECE = 'x'.repeat(1000);
const RECOVERED_S = 15;

/** Dies in the middle of each answer, after as many pieces of it as the path says. */
const dying = new AjpServer(({ path }) => {
  const [, pieces] = /pieces=(\d+)/.exec(path) ?? ['', '0'];
  const length: Record<string, string> = path.includes('sized') ? { 'Content-Length': '200000' } : {};
  return { headers: { 'Content-Type': 'text/plain', 'Set-Cookie': 'from=dying', ...length }, body: Array.from({ length: Number(pieces) }, () => PIECE), dies: true };
});
const living = new AjpServer(() => ({ headers: { 'Content-Type': 'text/plain', 'Set-Cookie': 'from=living' }, body: ['whole'], dies: false }));

let httpd: HttpdOnMachine;

interface Answer {
  /** Undefined where the connection ended before the answer did. */
  readonly status?: number;
  readonly cookies?: string[];
  readonly text: string;
}

/** Asks as somebody whose session is on the Tomcat that dies. */
function ask(method: string, path: string, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { Host: SITE, Cookie: 'JSESSIONID=1.dying', ...(body === undefined ? {} : { 'Content-Length': String(body.length) }) };
    request({ host: '127.0.0.1', port: httpd.port(), method, path, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => { text += piece.toString(); });
      response.on('end', () => resolve({ status: response.statusCode, cookies: response.headers['set-cookie'], text }));
      response.on('error', () => resolve({ text }));
    }).on('error', reject).end(body);
  });
}

/** The same, once mod_jk sends such requests to the Tomcat that dies again: after a death it takes it back only later. */
async function askDying(method: string, path: string, body?: string): Promise<Answer & { readonly asked: string[] }> {
  let answer: Answer | undefined;
  let asked: string[] = [];
  await until(RECOVERED_S, async () => {
    const [before, other] = [dying.requests.length, living.requests.length];
    answer = await ask(method, path, body);
    const said = (name: string, all: typeof dying.requests) => all.map((each) => `${name} ${each.method} ${each.path}`);
    asked = [...said('dying', dying.requests.slice(before)), ...said('living', living.requests.slice(other))];
    return dying.requests.length > before ? '' : 'mod_jk to take the Tomcat back that dies';
  });
  return { ...answer!, asked };
}

beforeAll(async () => {
  httpd = await HttpdOnMachine.of(`${IMAGES}-interrupted`);
  const machine = await docker('network', 'inspect', '--format', '{{(index .IPAM.Config 0).Gateway}}', 'bridge');
  const ports = await Promise.all([dying, living].map((server) => server.listen(machine)));
  const files = await checkedProgram((stack) => {
    const hosts = new DockerHosts(stack, 'hosts', { subnet: '172.31.43.0/24' });
    const frontend = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01'), workers: { recoverTimeSeconds: 1 } });
    const members = ['dying', 'living'].map((jvmRoute, index) => ({ jvmRoute, host: machine, port: ports[index] }));
    frontend.addVirtualHost(SITE, { routes: [Route.all(new ExternalTomcats(stack, 'tomcats', { members }))] });
    return frontend.files;
  });
  await httpd.prepare(files);
});

afterAll(async () => {
  await httpd?.remove();
  for (const server of [dying, living]) server.close();
});

test('answers that a Tomcat had begun when it died are asked for again as long as the client has nothing of them', async () => {
  await httpd.started(async () => {
    for (const path of ['/', '/a%20page/pieces=0', '/pieces=1', '/pieces=5', '/sized/pieces=5', '/p%25c3/%C3%A9']) {
      const { status, cookies, text, asked } = await askDying('GET', path);
      expect({ path, status, cookies, text }).toEqual({ path, status: 200, cookies: ['from=living'], text: 'whole' });
      expect(asked).toEqual([`dying GET ${path}`, `living GET ${path}`]);
    }

    const query = 'q=1%202&empty=&percent=%25%2f';
    expect(await askDying('GET', `/find?${query}`)).toMatchObject({ status: 200, text: 'whole' });
    expect(dying.requests.at(-1)?.message).toContain(`${query}\0`);
    expect(living.requests.at(-1)?.message).toContain(`${query}\0`);
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
    for (const [method, path, body] of [['POST', '/order', 'one=1'], ['GET', '/with-body', 'one=1'], ['DELETE', '/order'], ['GET', '/page;jsessionid=1.dying']]) {
      const { status, text, asked } = await askDying(method, path, body);
      expect({ method, path, status }).toEqual({ method, path, status: 502 });
      expect(text).not.toContain('whole');
      expect(asked).toHaveLength(1);
    }
  });
});

test('where no Tomcat finishes its answer, the client gets one error', async () => {
  await httpd.started(async () => {
    living.close();
    const { status, text } = await askDying('GET', '/');
    expect(status).toBe(502);
    expect(text.match(/<h1>/g)).toHaveLength(1);
  });
});
