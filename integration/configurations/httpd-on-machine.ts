import { builtImage, putFiles, removed } from './support';
import { Browser } from '../support/client';
import { docker, inspect, shell } from '../support/containers';
import { until } from '../support/until';

const HTTPD = '/usr/sbin/apache2 -f /srv/httpd/conf/httpd.conf';
/** Who runs httpd: no root, in group 0, as the library runs it. */
export const HTTPD_USER = '33:0';
const START_S = 30;
/** What httpd says of a process of its own that a signal has ended, as a notice. */
const CRASH = /exit signal|AH00051|AH00052/;

/** The httpd and the mod_jk of the operating system in a container that takes the files of a front end. */
export class HttpdOnMachine {
  /**
   * @param ports What is published of it, on ports of 127.0.0.1 that Docker chooses.
   * @param options Further options of `docker run`.
   */
  public static async of(container: string, ports: number[] = [80], options: string[] = []): Promise<HttpdOnMachine> {
    const image = await builtImage('httpd-mod-jk-package', 'data/images/httpd-mod-jk-package/Dockerfile', { args: { BASE_IMAGE: 'debian:12-slim' } });
    await removed({ containers: [container] });
    const scratch = ['run', 'empty'].flatMap((name) => ['--tmpfs', `/srv/httpd/${name}:uid=33,gid=0,mode=0750`]);
    const publish = ports.flatMap((port) => ['--publish', `127.0.0.1::${port}`]);
    await docker('run', '--detach', '--init', '--name', container, ...publish, ...scratch, ...options, image, 'sleep', 'infinity');
    const published = await Promise.all(ports.map(async (port): Promise<[number, number]> =>
      [port, Number((await docker('port', container, `${port}/tcp`)).split(':')[1])]));
    return new HttpdOnMachine(container, new Map(published));
  }

  private constructor(public readonly container: string, private readonly published: Map<number, number>) {}

  /** The port of 127.0.0.1 that is this one of httpd. */
  public port(of = 80): number {
    return this.published.get(of)!;
  }

  /** The address of this machine on its network. The engine's own bridge says it of itself only from the engine's second start on. */
  public async gateway(): Promise<string> {
    const [{ Gateway }] = Object.values((await inspect(this.container)).NetworkSettings.Networks);
    if (!Gateway) throw new Error(`${this.container} has no gateway`);
    return Gateway;
  }

  /** Takes the files of a front end instead of those that it had. */
  public async prepare(files: Record<string, string>): Promise<void> {
    await shell(this.container, 'rm -rf /srv/httpd/conf');
    await putFiles(this.container, files);
  }

  /** What `httpd -t` says: it reads every directive. */
  public configurationTest(): Promise<string> {
    return shell(this.container, `${HTTPD} -t 2>&1 || true`, HTTPD_USER);
  }

  /** What a start says: mod_jk reads workers.properties then. Runs `work` meanwhile, in which none of the processes may crash. */
  public async started(work?: () => Promise<void>): Promise<string> {
    const log = await this.run(work);
    const crashes = (await this.log()).split('\n').filter((line) => CRASH.test(line));
    if (crashes.length > 0) throw new Error(`httpd crashed:\n${crashes.join('\n')}`);
    return log;
  }

  /** What it has printed since it started, on both of its streams. */
  public log(): Promise<string> {
    return shell(this.container, 'cat /tmp/log');
  }

  /** The status with which it answers GET. */
  public async status(site: string, path = '/'): Promise<number> {
    const browser = new Browser(site);
    try {
      return (await browser.visit(this.port(), path)).status;
    } finally {
      browser.close();
    }
  }

  public remove(): Promise<void> {
    return removed({ containers: [this.container] });
  }

  /** Starts, runs `work`, and ends. Returns what the start says. */
  private async run(work?: () => Promise<void>): Promise<string> {
    await shell(this.container, 'rm -f /tmp/log /tmp/pid');
    await docker('exec', '--detach', '--user', HTTPD_USER, this.container, 'sh', '-c', `echo $$ >/tmp/pid; exec ${HTTPD} -D FOREGROUND >/tmp/log 2>&1`);
    try {
      await until(START_S, async () => {
        if (await this.status('unknown.example.net').catch(() => undefined) === 403) return '';
        const ended = await shell(this.container, 'test ! -s /tmp/pid || test -e /proc/$(cat /tmp/pid) || echo it ended');
        if (ended) throw new Error(`httpd ended:\n${await this.log()}`);
        return 'httpd to refuse a request for a name that no site has';
      });
      const log = await this.log();
      await work?.();
      return log;
    } finally {
      await shell(this.container, 'kill $(cat /tmp/pid) 2>/dev/null || true');
      await until(START_S, () => shell(this.container, 'test ! -e /proc/$(cat /tmp/pid) || echo the end of httpd'));
    }
  }
}

/** Packages of one distribution that do not follow each other's releases: nothing is wrong with the configuration. */
const OTHER_OPENSSL = /AH01882: Init: this version of mod_ssl was compiled against/;

/** The lines of a start that are neither about requests nor notices that it went well. */
export function httpdComplaints(log: string): string[] {
  return log.split('\n').filter((line) => line && !OTHER_OPENSSL.test(line) && !/"GET .*" \d{3} |\[client |^\[[^\]]*\] \[\w+:notice\]/.test(line));
}
