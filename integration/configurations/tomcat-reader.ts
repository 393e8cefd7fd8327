import { ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { IMAGES, inTemporaryDirectory, javaImage, removed, tomcatArchive } from './support';
import { docker, shell } from '../support/containers';

const HOME = '/opt/tomcat';
/** Compiled against the oldest release: what it uses is in all of them. */
const COMPILED_WITH = '9.0.31';
/** What catalina.sh passes, so that Tomcat may clean up after applications. */
const OPENED = ['java.base/java.lang', 'java.base/java.io', 'java.base/java.util', 'java.base/java.util.concurrent', 'java.rmi/sun.rmi.transport'];
/** Without it Tomcat 9.0 does not let sessions be swapped out; the library says it to a Tomcat that has a store for them. */
const ACTIVITY_CHECK = '-Dorg.apache.catalina.session.StandardSession.ACTIVITY_CHECK=true';
const ANSWER_S = 120;

/** How far a configuration is taken: read, made ready as `catalina.sh configtest` does, or started and stopped. */
export type Depth = 'parse' | 'init' | 'start';

/** A Tomcat that reads one configuration after the other, in one Java virtual machine. */
export class TomcatReader {
  public static async of(version: string, options: { network?: string; address?: string } = {}): Promise<TomcatReader> {
    const container = `${IMAGES}-reader-${version}`;
    await removed({ containers: [container] });
    const place = options.network ? ['--network', options.network, '--ip', options.address!] : ['--network', 'none'];
    await docker('run', '--detach', '--name', container, '--init', ...place, await javaImage(), 'sleep', 'infinity');
    await docker('cp', tomcatArchive(version), `${container}:/tmp/tomcat.tar.gz`);
    await shell(container, `mkdir ${HOME} && tar -xzf /tmp/tomcat.tar.gz -C ${HOME} --strip-components 1 --no-same-owner`);
    await inTemporaryDirectory(async (directory) => {
      compile(directory);
      await docker('cp', join(directory, 'classes'), `${container}:/reader`);
    });
    return new TomcatReader(version, container);
  }

  private readonly java: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;
  private printed = '';

  private constructor(public readonly version: string, private readonly container: string) {
    this.java = spawn('docker', [
      'exec', '--interactive', container, 'java', `-Dcatalina.home=${HOME}`, '-Dcatalina.base=/tmp', '-XX:TieredStopAtLevel=1', '-Dfile.encoding=UTF-8',
      ACTIVITY_CHECK,
      ...OPENED.map((opened) => `--add-opens=${opened}=ALL-UNNAMED`), '-cp', `/reader:${HOME}/lib/*:${HOME}/bin/*`, 'TomcatReader',
    ]);
    this.java.stderr.on('data', (chunk: Buffer) => this.printed += chunk.toString());
    this.java.stdin.on('error', () => undefined); // its end is told where an answer is waited for
    this.answers = createInterface({ input: this.java.stdout })[Symbol.asyncIterator]();
  }

  /** Writes the files of a CATALINA_BASE, and returns what Tomcat complains of when it reads them. */
  public async complaints(base: string, files: { [path: string]: string }, depth: Depth): Promise<string[]> {
    this.say(`clear ${base}`);
    for (const [path, text] of Object.entries(files)) this.say(`file ${path} ${Buffer.from(text).toString('base64')}`);
    this.say(`${depth} ${base}`);
    const complaints: string[] = [];
    const timer = setTimeout(() => this.java.kill(), ANSWER_S * 1000);
    try {
      for (;;) {
        const { value, done } = await this.answers.next() as { value: string; done?: boolean };
        if (done) throw new Error(`Tomcat ${this.version} gave no answer:\n${this.printed.slice(-4000)}`);
        if (value === '.') return complaints;
        complaints.push(value);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  public async end(): Promise<void> {
    this.java.stdin.end();
    await removed({ containers: [this.container] });
  }

  private say(line: string): void {
    this.java.stdin.write(`${line}\n`);
  }
}

function compile(directory: string): void {
  execFileSync('tar', ['-xzf', tomcatArchive(COMPILED_WITH), '-C', directory, '--strip-components', '1']);
  const source = join(__dirname, 'reader/TomcatReader.java');
  const classpath = ['lib', 'bin'].map((jars) => join(directory, jars, '*')).join(':');
  execFileSync('javac', ['--release', '8', '-Xlint:-options', '-cp', classpath, '-d', join(directory, 'classes'), source]);
}
