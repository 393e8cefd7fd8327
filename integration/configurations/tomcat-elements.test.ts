import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { checkedProgram, complaints, IMAGES, javaImage, putFiles, removed, tomcatArchive, withSecrets } from './support';
import { Configuration, Program, SECRETS } from './tomcat-configurations';
import { KEYSTORE, LOADED, STARTED, VIRTUAL_THREADS } from './tomcat-elements';
import { docker, shell } from '../support/containers';
import { until } from '../support/until';

const HOME = '/opt/tomcat';
const USER = '10001:0';
const START_S = 120;
const STOP_S = 30;
/** A machine that is busy is told so by Tomcat, and nothing is wrong with the configuration. */
const BUSY = /createSecureRandom Creation of SecureRandom instance .* took \[\d+\] milliseconds/;

const releases = [TomcatRelease.V9_0, TomcatRelease.V10_1, TomcatRelease.V11_0];

let image: string;

beforeAll(async () => {
  image = await javaImage();
  await removed({ containers: releases.map(containerOf) });
});

function containerOf({ line }: TomcatRelease): string {
  return `${IMAGES}-elements-${line}`;
}

describe.each(releases)('Tomcat $version', (release) => {
  const container = containerOf(release);
  let port: number;

  beforeAll(async () => {
    await docker('run', '--detach', '--name', container, '--init', '--publish', '127.0.0.1::8080', image, 'sleep', 'infinity');
    port = Number((await docker('port', container, '8080/tcp')).split(':')[1]);
    await docker('cp', tomcatArchive(release.version), `${container}:/tmp/tomcat.tar.gz`);
    await shell(container, `mkdir ${HOME} && tar -xzf /tmp/tomcat.tar.gz -C ${HOME} --strip-components 1 --no-same-owner && chmod -R a+rX ${HOME}`);
    await shell(container, `keytool -genkeypair -alias shop -keyalg RSA -dname CN=shop.example.com -storetype PKCS12 -keystore ${KEYSTORE} `
      + `-storepass ${SECRETS.ajp_secret} 2>&1 && chmod a+r ${KEYSTORE}`);
  });

  afterAll(() => removed({ containers: [container] }));

  afterEach(() => stopped());

  /** Puts the files of the configuration's instance into the container. Returns a command for its CATALINA_BASE. */
  async function prepared(configuration: Configuration, change = (text: string) => text): Promise<string> {
    const { instance, files } = await checkedProgram((stack) => {
      const declared = configuration.instance(new Program(stack, release));
      return { instance: declared, files: () => declared.files };
    });
    const changed = Object.fromEntries(Object.entries(files()).map(([path, text]) => [path, change(text)]));
    await shell(container, 'rm -rf /srv/tomcat');
    await putFiles(container, withSecrets(changed, SECRETS));
    const { scratchDirectories, stateDirectories } = instance._service;
    const written = [...scratchDirectories, ...stateDirectories].join(' ');
    await shell(container, `mkdir -p ${written} && chown ${USER} ${written}`);
    return `export CATALINA_HOME=${HOME} CATALINA_BASE=${instance._catalinaBase}; exec ${HOME}/bin/catalina.sh`;
  }

  async function configtest(configuration: Configuration): Promise<string> {
    const catalina = await prepared(configuration);
    const printed = await shell(container, `(${catalina} configtest) 2>&1 || echo "SEVERE: exit code $?"`, USER);
    expect(printed).toMatch(/Server initialization in \[\d+\] milliseconds/);
    return printed;
  }

  test.each(LOADED)('loads $name', async (configuration) => {
    expect(complaints(await configtest(configuration))).toEqual([]);
  });

  test('reads virtual threads, and names the Java that they need', async () => {
    const printed = await configtest(VIRTUAL_THREADS);
    expect(complaints(printed, [/^SEVERE: Error initializing Catalina$/])).toEqual([]); // for want of Java 21, as the next line says
    if (release.line !== '11.0') expect(printed).toMatch(/LifecycleException: .*Java 21/);
  });

  async function started(configuration: Configuration, change?: (text: string) => string): Promise<string> {
    const catalina = await prepared(configuration, change);
    await shell(container, 'rm -f /tmp/log /tmp/pid');
    await docker('exec', '--detach', '--user', USER, container, 'sh', '-c', `echo $$ >/tmp/pid; ${catalina} run >/tmp/log 2>&1`);
    await until(START_S, async () => {
      const printed = await log();
      if (/Server startup in/.test(printed)) return '';
      if (await shell(container, 'test ! -s /tmp/pid || test -e /proc/$(cat /tmp/pid) || echo it ended')) throw new Error(`Tomcat ended:\n${printed}`);
      return 'Server startup in';
    });
    return log();
  }

  /** Stops the Tomcat that runs, if one does. */
  async function stopped(): Promise<void> {
    const pid = await shell(container, 'cat /tmp/pid 2>/dev/null || true');
    if (!pid) return;
    await shell(container, `kill ${pid} 2>/dev/null || true`);
    await until(STOP_S, () => shell(container, `test ! -e /proc/${pid} || echo the end of Tomcat`));
    await shell(container, 'rm -f /tmp/pid');
  }

  function log(): Promise<string> {
    return shell(container, 'cat /tmp/log 2>/dev/null || true');
  }

  function answer(path: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
  }

  test('starts with every element, and does what they say', async () => {
    expect(complaints(await started(STARTED), [BUSY])).toEqual([]);

    const probe = await answer('/shop/session');
    expect(probe.headers.get('set-cookie')).toMatch(/^SHOP_SESSION=\S+; (?=.*Path=\/shop(;|$))(?=.*Domain=shop\.example\.com)(?=.*HttpOnly)(?=.*SameSite=Strict)/);
    expect(probe.headers.get('server')).toBe('shop');
    expect(JSON.parse(await probe.text())).toMatchObject({ site: 'another' });
    expect((await answer('/manager/html')).status).toBe(403);
    expect((await answer('/open/manager/html')).status).toBe(401);
    expect((await answer('/nothing?a[0]|')).status).toBe(404);

    await stopped();
    expect(complaints(await log(), [BUSY])).toEqual([]);
  });

  test('complains of a misspelt attribute of a context, so that the test above would notice', async () => {
    const printed = await started(STARTED, (text) => text.replace('sessionCookiePath=', 'sessionCookiePth='));
    expect(complaints(printed).join('\n')).toMatch(/failed to set property \[sessionCookiePth\]/);
  });
});
