import { join } from 'node:path';
import { addressOf, APPLICATION, GUIDE, STACK, tomcatOf, WAS_HOSTS } from './configurations';
import { docker } from '../../integration/support/containers';
import { repository } from '../../integration/support/repository';
import { until } from '../../integration/support/until';

const FILES = join(repository, 'bench/throughput/guide-000');
const BASE = '/usr/local/tomcat/a-was';
const START_S = 120;

/** The part of `docker inspect` that is read here. */
interface Original {
  readonly Image: string;
  readonly Config: { readonly Env: string[] };
}

/** Starts the Tomcats of guide 000 as written: Java, Tomcat, heap and application are those of `original`, one of the library's. */
export async function startGuide(original: string): Promise<void> {
  const [{ Image: image, Config: { Env: environment } }] = JSON.parse(await docker('container', 'inspect', original)) as Original[];
  const [home] = environment.filter((each) => each.startsWith('CATALINA_HOME='));
  for (const wasHost of WAS_HOSTS) {
    const container = tomcatOf(GUIDE, wasHost);
    const options = ['-Xmx512m', `-Dguide.jvmRoute=${GUIDE}-${wasHost}`, `-Dguide.address=${addressOf(GUIDE, wasHost)}`];
    await docker(
      'create', '--name', container, '--network', STACK, '--ip', addressOf(GUIDE, wasHost), '--entrypoint', 'sh',
      '--env', home, '--env', `CATALINA_BASE=${BASE}`, '--env', `CATALINA_OPTS=${options.join(' ')}`, image, '/guide/start.sh',
    );
    await docker('cp', FILES, `${container}:/guide`);
    for (const directory of APPLICATION) await docker('cp', `${directory}/.`, `${container}:/guide/application`);
    await docker('start', container);
    // One after the other: two that start together wait a minute for each other's sessions.
    await untilLogged(container, /Server startup in/);
  }
  for (const wasHost of WAS_HOSTS) await untilLogged(tomcatOf(GUIDE, wasHost), /Replication member added/);
}

async function untilLogged(container: string, line: RegExp): Promise<void> {
  const log = () => docker('exec', container, 'sh', '-c', `cat ${BASE}/logs/catalina.*.log || true`);
  await until(START_S, async () => line.test(await log()) ? '' : `${container} to log ${line.source}`);
}
