import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { checkedProgram, complaints, IMAGES, removed, withSecrets } from './support';
import { ADDRESS, Configuration, CONFIGURATIONS, Program, SECRETS, STARTED, SUBNET } from './tomcat-configurations';
import { TomcatOnMachine } from './tomcat-on-machine';
import { Browser } from '../support/client';
import { docker } from '../support/containers';

const NETWORK = `${IMAGES}-tomcat`;

const releases = [TomcatRelease.V9_0, TomcatRelease.V10_1, TomcatRelease.V11_0];

beforeAll(async () => {
  await removed({ containers: releases.map(containerOf), networks: [NETWORK] });
  await docker('network', 'create', '--subnet', SUBNET, NETWORK);
});

afterAll(() => removed({ networks: [NETWORK] }));

function containerOf({ line }: TomcatRelease): string {
  return `${NETWORK}-${line}`;
}

describe.each(releases)('Tomcat $version', (release) => {
  let tomcat: TomcatOnMachine;

  beforeAll(async () => {
    tomcat = await TomcatOnMachine.of(containerOf(release), release, { name: NETWORK, address: ADDRESS }, []);
  });

  afterAll(() => removed({ containers: [tomcat.container] }));

  async function prepared(configuration: Configuration, change = (text: string) => text): Promise<void> {
    const { instance, files } = await checkedProgram((stack) => {
      const declared = configuration.instance(new Program(stack, release));
      return { instance: declared, files: () => declared.files };
    });
    const changed = Object.fromEntries(Object.entries(files()).map(([path, text]) => [path, path.endsWith('/server.xml') ? change(text) : text]));
    await tomcat.forget();
    await tomcat.prepare(instance, withSecrets(changed, SECRETS));
  }

  async function configtest(configuration: Configuration, change?: (text: string) => string): Promise<string> {
    await prepared(configuration, change);
    return tomcat.configtest();
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
    await prepared(configuration);
    await tomcat.start();

    for (const path of ['/session', '/shop/session']) {
      const browser = new Browser('site.example.com');
      const counts: unknown[] = [];
      for (let visit = 0; visit < 3; visit++) counts.push(JSON.parse((await browser.visit(await tomcat.port(), path)).text).count);
      browser.close();
      expect({ path, counts }).toEqual({ path, counts: [1, 2, 3] });
    }

    await tomcat.stop();
    expect(await tomcat.log()).toMatch(/Stopping service \[/);
  });
});
