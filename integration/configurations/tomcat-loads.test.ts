import { TomcatInstance, TomcatRelease } from 'cdktf-tomcat-cluster';
import { checkedProgram, complaints, IMAGES, javaImage, putFiles, removed, tomcatArchive, withSecrets } from './support';
import { ADDRESS, Configuration, CONFIGURATIONS, Program, SECRETS, STARTED, SUBNET } from './tomcat-configurations';
import { Browser } from '../support/client';
import { docker, shell } from '../support/containers';
import { until } from '../support/until';

const NETWORK = `${IMAGES}-tomcat`;
const HOME = '/opt/tomcat';
const USER = '10001:0';
const START_S = 120;
const STOP_S = 30;

const releases = [TomcatRelease.V9_0, TomcatRelease.V10_1, TomcatRelease.V11_0];

let image: string;

beforeAll(async () => {
  image = await javaImage();
  await removed({ containers: releases.map(containerOf), networks: [NETWORK] });
  await docker('network', 'create', '--subnet', SUBNET, NETWORK);
});

afterAll(() => removed({ networks: [NETWORK] }));

function containerOf({ line }: TomcatRelease): string {
  return `${NETWORK}-${line}`;
}

describe.each(releases)('Tomcat $version', (release) => {
  const container = containerOf(release);
  let port: number;

  beforeAll(async () => {
    const archive = tomcatArchive(release.version);
    await docker('run', '--detach', '--name', container, '--init', '--network', NETWORK, '--ip', ADDRESS, '--publish', '127.0.0.1::8080', image, 'sleep', 'infinity');
    port = Number((await docker('port', container, '8080/tcp')).split(':')[1]);
    await docker('cp', archive, `${container}:/tmp/tomcat.tar.gz`);
    await shell(container, `mkdir ${HOME} && tar -xzf /tmp/tomcat.tar.gz -C ${HOME} --strip-components 1 --no-same-owner && chmod -R a+rX ${HOME}`);
  });

  afterAll(() => removed({ containers: [container] }));

  /** Puts the files of the configuration's instance into the container. Returns a command for its CATALINA_BASE. */
  async function prepared(configuration: Configuration, change = (text: string) => text): Promise<string> {
    const { instance, files } = await checkedProgram((stack) => declared(configuration, stack));
    const base = instance._catalinaBase;
    const changed = Object.fromEntries(Object.entries(files()).map(([path, text]) => [path, path.endsWith('/server.xml') ? change(text) : text]));
    await shell(container, 'rm -rf /srv/tomcat');
    await putFiles(container, withSecrets(changed, SECRETS));
    const scratch = instance._service.scratchDirectories.join(' ');
    await shell(container, `mkdir -p ${scratch} && chown ${USER} ${scratch}`);
    return `export CATALINA_HOME=${HOME} CATALINA_BASE=${base}; exec ${HOME}/bin/catalina.sh`;
  }

  function declared(configuration: Configuration, stack: Program['stack']): { instance: TomcatInstance; files: () => Record<string, string> } {
    const instance = configuration.instance(new Program(stack, release));
    return { instance, files: () => instance.files };
  }

  /** What `catalina.sh configtest` says of a configuration: it reads server.xml and makes all that it names. */
  async function configtest(configuration: Configuration, change?: (text: string) => string): Promise<string> {
    const catalina = await prepared(configuration, change);
    const log = await shell(container, `(${catalina} configtest) 2>&1 || echo "SEVERE: exit code $?"`, USER);
    expect(log).toMatch(/Server initialization in \[\d+\] milliseconds/);
    return log;
  }

  test.each(CONFIGURATIONS)('loads $name', async (configuration) => {
    expect(complaints(await configtest(configuration))).toEqual([]);
  });

  test.each([
    ['attribute', 'dropTime="', 'dropTme="', /Match \[Server\/Service\/Engine\/Cluster\/Channel\/Membership\] failed to set property \[dropTme\]/],
    ['element', '<ClusterListener ', '<ClusterListner ', /No rules found matching \[Server\/Service\/Engine\/Cluster\/ClusterListner\]/],
  ])('complains of a misspelt %s, so that the tests above would notice', async (_, right, wrong, complaint) => {
    const [multicast] = CONFIGURATIONS.filter(({ name }) => name.startsWith('multicast'));
    const log = await configtest(multicast, (text) => {
      expect(text.split(right)).toHaveLength(2);
      return text.replace(right, wrong);
    });
    expect(complaints(log).join('\n')).toMatch(complaint);
  });

  test.each(STARTED)('starts $name, counts in sessions and stops without a complaint', async (configuration) => {
    const catalina = await prepared(configuration);
    await shell(container, 'rm -f /tmp/log /tmp/pid');
    await docker('exec', '--detach', '--user', USER, container, 'sh', '-c', `echo $$ >/tmp/pid; ${catalina} run >/tmp/log 2>&1`);
    await until(START_S, async () => {
      const printed = await log();
      if (/Server startup in/.test(printed)) return '';
      if (await shell(container, 'test ! -s /tmp/pid || test -e /proc/$(cat /tmp/pid) || echo it ended')) throw new Error(`Tomcat ended:\n${printed}`);
      return 'Server startup in';
    });

    for (const path of ['/session', '/shop/session']) {
      const browser = new Browser('site.example.com');
      const counts: unknown[] = [];
      for (let visit = 0; visit < 3; visit++) counts.push(JSON.parse((await browser.visit(port, path)).text).count);
      browser.close();
      expect({ path, counts }).toEqual({ path, counts: [1, 2, 3] });
    }

    const pid = await shell(container, 'cat /tmp/pid');
    await shell(container, `kill ${pid}`);
    await until(STOP_S, async () => await shell(container, `test ! -e /proc/${pid} || echo the end of Tomcat`));
    expect(await log()).toMatch(/Stopping service \[/);
    expect(complaints(await log())).toEqual([]);
  });

  function log(): Promise<string> {
    return shell(container, 'cat /tmp/log 2>/dev/null || true');
  }
});
