import { posix } from 'node:path';
import type { TomcatInstance, TomcatRelease } from 'cdktf-tomcat-cluster';
import { complaints, javaImage, putFiles, removed, tomcatArchive } from './support';
import { docker, shell } from '../support/containers';
import { until } from '../support/until';

const HOME = '/opt/tomcat';
const USER = '10001:0';
/** These Tomcats live for seconds, in which a second compilation costs more processor time than it saves: configtest takes half as much without. */
const JAVA_OPTS = '-XX:TieredStopAtLevel=1';
const START_S = 180;
const STOP_S = 30;
/** A machine that is busy is told so by Tomcat, and nothing is wrong with the configuration. */
export const BUSY = /createSecureRandom Creation of SecureRandom instance .* took \[\d+\] milliseconds/;

/** Whether a Tomcat that complains does so of a busy machine only. */
function isBusy(complaints: string[]): boolean {
  return complaints.length > 0 && complaints.every((line) => BUSY.test(line));
}

/** A Tomcat in a container of a Java image, where what it writes stays as on a machine. */
export class TomcatOnMachine {
  public static async of(
    container: string, release: TomcatRelease, network: { name: string; address?: string }, harmless: RegExp[] = [BUSY],
  ): Promise<TomcatOnMachine> {
    await removed({ containers: [container] });
    const run = ['run', '--detach', '--name', container, '--init', '--publish', '127.0.0.1::8080'];
    await docker(...run, '--network', network.name, ...(network.address ? ['--ip', network.address] : []), await javaImage(), 'sleep', 'infinity');
    await docker('cp', tomcatArchive(release.version), `${container}:/tmp/tomcat.tar.gz`);
    await shell(container, `mkdir ${HOME} && tar -xzf /tmp/tomcat.tar.gz -C ${HOME} --strip-components 1 --no-same-owner && chmod -R a+rX ${HOME}`);
    return new TomcatOnMachine(container, harmless);
  }

  private scratch = '';
  private catalina = '';

  private constructor(public readonly container: string, private readonly harmless: RegExp[]) {}

  /** Takes the files of an instance, with the directories that stay. */
  public async prepare({ _service: service, _catalinaBase: base }: TomcatInstance, files: Record<string, string>): Promise<void> {
    await putFiles(this.container, files);
    const state = service.stateDirectories().join(' ');
    if (state) await shell(this.container, `mkdir -p ${state} && chown ${USER} ${state}`);
    this.scratch = service.scratchDirectories.join(' ');
    this.catalina = `export CATALINA_HOME=${HOME} CATALINA_BASE=${base} JAVA_OPTS=${JAVA_OPTS}; exec ${HOME}/bin/catalina.sh`;
  }

  /** Takes the WARs and jars of an instance, from the machine that synthesizes. */
  public async putArtifacts({ _service: service }: TomcatInstance): Promise<void> {
    const artifacts = service.artifacts();
    const folders = [...new Set(artifacts.map(({ path }) => posix.dirname(path)))];
    await docker('exec', this.container, 'mkdir', '-p', ...folders);
    for (const { source, path } of artifacts) await docker('cp', source!, `${this.container}:${path}`);
    await docker('exec', this.container, 'chmod', '-R', 'a+rX', ...folders);
  }

  /** Takes away what was prepared and written. */
  public async forget(): Promise<void> {
    await shell(this.container, 'rm -rf /srv/tomcat');
  }

  /** What `catalina.sh configtest` says: it reads server.xml and makes all that it names. */
  public async configtest(): Promise<string> {
    await this.emptyScratch();
    const printed = await shell(this.container, `(${this.catalina} configtest) 2>&1 || echo "SEVERE: exit code $?"`, USER);
    expect(printed).toMatch(/Server initialization in \[\d+\] milliseconds/);
    return printed;
  }

  /** The port of 127.0.0.1 that is 8080 of the Tomcat. */
  public async port(): Promise<number> {
    return Number((await docker('port', this.container, '8080/tcp')).split(':')[1]);
  }

  /** Starts, and must not complain, but of what is said to be harmless. One that complains of nothing but a busy machine starts once more. */
  public async start(): Promise<void> {
    await this.launch();
    if (isBusy(await this.complaints())) {
      await this.end('TERM');
      await this.launch();
    }
    const complaints = await this.complaints();
    if (complaints.length > 0) await this.end('TERM');
    expect(complaints).toEqual([]);
  }

  /** Starts as the unit of a machine does: with scratch directories that are empty. */
  public async launch(): Promise<void> {
    await this.emptyScratch();
    await docker('exec', '--detach', '--user', USER, this.container, 'sh', '-c', `echo $$ >/tmp/pid; ${this.catalina} run >/tmp/log 2>&1`);
    await until(START_S, async () => {
      const printed = await this.log();
      if (await shell(this.container, 'test ! -s /tmp/pid || test -e /proc/$(cat /tmp/pid) || echo it ended')) throw new Error(`Tomcat ended:\n${printed}`);
      return /Server startup in/.test(printed) ? '' : 'Server startup in';
    });
  }

  public async stop(): Promise<void> {
    await this.end('TERM');
    expect(await this.complaints()).toEqual([]);
  }

  public kill(): Promise<void> {
    return this.end('KILL');
  }

  public log(): Promise<string> {
    return shell(this.container, 'cat /tmp/log 2>/dev/null || true');
  }

  private async emptyScratch(): Promise<void> {
    await shell(this.container, `rm -rf ${this.scratch} /tmp/log /tmp/pid; mkdir -p ${this.scratch} && chown ${USER} ${this.scratch}`);
  }

  private async complaints(): Promise<string[]> {
    return complaints(await this.log(), this.harmless);
  }

  private async end(signal: 'TERM' | 'KILL'): Promise<void> {
    await shell(this.container, `kill -${signal} $(cat /tmp/pid)`);
    await until(STOP_S, () => shell(this.container, 'test ! -e /proc/$(cat /tmp/pid) || echo the end of Tomcat'));
  }
}
