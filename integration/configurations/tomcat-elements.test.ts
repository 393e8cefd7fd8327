import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { checkedProgram, complaints, IMAGES, removed, withSecrets } from './support';
import { Configuration, Program, SECRETS } from './tomcat-configurations';
import { KEYSTORE, LOADED, STARTED, VIRTUAL_THREADS } from './tomcat-elements';
import { TomcatOnMachine } from './tomcat-on-machine';
import { shell } from '../support/containers';

const releases = [TomcatRelease.V9_0, TomcatRelease.V10_1, TomcatRelease.V11_0];

describe.each(releases)('Tomcat $version', (release) => {
  let tomcat: TomcatOnMachine;
  let running = false;

  beforeAll(async () => {
    tomcat = await TomcatOnMachine.of(`${IMAGES}-elements-${release.line}`, release, { name: 'bridge' });
    await shell(tomcat.container, `keytool -genkeypair -alias shop -keyalg RSA -dname CN=shop.example.com -storetype PKCS12 -keystore ${KEYSTORE} `
      + `-storepass ${SECRETS.ajp_secret} 2>&1 && chmod a+r ${KEYSTORE}`);
  });

  afterAll(() => removed({ containers: [tomcat.container] }));

  afterEach(async () => {
    if (running) await tomcat.kill();
    running = false;
  });

  async function prepared(configuration: Configuration, change = (text: string) => text): Promise<void> {
    const { instance, files } = await checkedProgram((stack) => {
      const declared = configuration.instance(new Program(stack, release));
      return { instance: declared, files: () => declared.files };
    });
    await tomcat.forget();
    await tomcat.prepare(instance, withSecrets(Object.fromEntries(Object.entries(files()).map(([path, text]) => [path, change(text)])), SECRETS));
  }

  async function configtest(configuration: Configuration): Promise<string> {
    await prepared(configuration);
    return tomcat.configtest();
  }

  test.each(LOADED)('loads $name', async (configuration) => {
    expect(complaints(await configtest(configuration))).toEqual([]);
  });

  test('reads virtual threads, and names the Java that they need', async () => {
    const printed = await configtest(VIRTUAL_THREADS);
    expect(complaints(printed, [/^SEVERE: Error initializing Catalina$/])).toEqual([]); // for want of Java 21, as the next line says
    if (release.line !== '11.0') expect(printed).toMatch(/LifecycleException: .*Java 21/);
  });

  async function answer(path: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${await tomcat.port()}${path}`, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
  }

  test('starts with every element, and does what they say', async () => {
    await prepared(STARTED);
    running = true;
    await tomcat.start();

    const probe = await answer('/shop/session');
    expect(probe.headers.get('set-cookie')).toMatch(/^SHOP_SESSION=\S+; (?=.*Path=\/shop(;|$))(?=.*Domain=shop\.example\.com)(?=.*HttpOnly)(?=.*SameSite=Strict)/);
    expect(probe.headers.get('server')).toBe('shop');
    expect(JSON.parse(await probe.text())).toMatchObject({ site: 'another' });
    expect((await answer('/manager/html')).status).toBe(403);
    expect((await answer('/open/manager/html')).status).toBe(401);
    expect((await answer('/nothing?a[0]|')).status).toBe(404);

    await tomcat.stop();
    running = false;
  });

  test('complains of a misspelt attribute of a context, so that the test above would notice', async () => {
    await prepared(STARTED, (text) => text.replace('sessionCookiePath=', 'sessionCookiePth='));
    running = true;
    await tomcat.launch();
    expect(complaints(await tomcat.log()).join('\n')).toMatch(/failed to set property \[sessionCookiePth\]/);
  });
});
