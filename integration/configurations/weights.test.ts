import { setTimeout as pause } from 'node:timers/promises';
import { ApacheJkFrontend, ApacheProxyFrontend, DockerHosts, ExternalTomcats, Route } from 'cdktf-tomcat-cluster';
import { HttpdOnMachine } from './httpd-on-machine';
import { checkedProgram, IMAGES } from './support';
import { AjpServer } from '../support/ajp-server';
import { ask } from '../support/tls-client';

const SITE = 'a.example.com';
const WEIGHT = 3;
/** New visitors, of whom so few come in a second that mod_jk would have forgotten the one before. */
const [VISITORS, EVERY_MS] = [40, 500];
const VISITORS_MS = 60_000;

const tomcat = () => new AjpServer(() => ({ headers: { 'Content-Type': 'text/plain' }, body: ['served'], dies: false }));
const [small, large] = [tomcat(), tomcat()];

let httpd: HttpdOnMachine;

beforeAll(async () => { httpd = await HttpdOnMachine.of(`${IMAGES}-weights`); });

afterAll(async () => {
  await httpd?.remove();
  for (const server of [small, large]) server.close();
});

describe.each([['mod_jk', ApacheJkFrontend], ['mod_proxy', ApacheProxyFrontend]])('balanced by %s', (_, Frontend) => {
  test('a Tomcat of three times the weight gets three times the visitors, also where few come', async () => {
    const machine = await httpd.gateway();
    const members: { jvmRoute: string; host: string; port: number }[] = [];
    for (const [jvmRoute, server] of Object.entries({ small, large })) {
      if (server.listens) server.close();
      members.push({ jvmRoute, host: machine, port: await server.listen(machine) });
    }
    await httpd.prepare(await checkedProgram((stack) => {
      const hosts = new DockerHosts(stack, 'hosts', { subnet: '172.31.43.0/24' });
      const frontend = new Frontend(stack, 'web', { host: hosts.add('web-01'), members: { large: { lbfactor: WEIGHT } } });
      frontend.addVirtualHost(SITE, { routes: [Route.all(new ExternalTomcats(stack, 'tomcats', { members }))] });
      return frontend.files;
    }));
    const before = [small, large].map(({ requests }) => requests.length);
    await httpd.started(async () => {
      for (let visitor = 0; visitor < VISITORS; visitor++) {
        expect((await ask({ port: httpd.port(), site: SITE, path: '/' })).status).toBe(200);
        await pause(EVERY_MS);
      }
    });
    const [ofSmall, ofLarge] = [small, large].map(({ requests }, index) => requests.length - before[index]);
    expect(ofSmall + ofLarge).toBe(VISITORS);
    expect(Math.abs(ofLarge - VISITORS * WEIGHT / (WEIGHT + 1))).toBeLessThanOrEqual(3);
  }, VISITORS_MS);
});
