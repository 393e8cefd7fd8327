import { posix } from 'node:path';
import { loadModule } from './load-module';
import { ConfigError } from '../checks/config-error';
import { configFile, HostFile } from '../host/host-file';
import { checkStateDirectory } from '../host/state-directory';
import { directive, HttpdDirective, section } from '../text/httpd-directive';
import { Text } from '../text/text';

/** The environment variable of a request that no access log holds. */
export const UNLOGGED = 'unlogged';

/** What the logs of a front end may say. */
export interface HttpdLogOptions {
  /**
   * A line of the access log, as httpd writes formats.
   *
   * @default '%v %h %l %u %t "%r" %>s %b %D': the virtual host, the client, the request, the status, bytes, microseconds
   * @see https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats
   */
  readonly accessFormat?: string;
  /**
   * What the error log holds: a level of emerg, alert, crit, error, warn, notice, info, debug and trace1 to trace8, and perhaps others for modules,
   * as in `info ssl:warn`. That of a module that the front end does not load says nothing.
   *
   * @default 'warn'
   */
  readonly logLevel?: string;
}

/** Where a front end logs to. */
export class HttpdLogs {
  /** To its output, where the engine or the journal keeps them and rotates them. */
  public static output(options: HttpdLogOptions = {}): HttpdLogs {
    return new HttpdLogs(options);
  }

  /**
   * To files of a directory of a machine, such as `access-2026-11-30.log` and `error-2026-11-30.log`: one for each day of the `timeZone` of its
   * host. What mod_jk says is among the errors: httpd has its whole error output there.
   *
   * @param directory Such as `/var/log/shop`, which the machine makes. It is for these files alone: whatever else is in it is removed with them.
   * @param days After how many days without a new line systemd-tmpfiles removes a file: that of systemd 250, which looks once a day. Default: 14
   */
  public static daily(directory: string, days: number = 14, options: HttpdLogOptions = {}): HttpdLogs {
    checkStateDirectory('the logs in', directory);
    if (!Number.isInteger(days) || days < 1) {
      throw new ConfigError({ code: 'HTTPD_LOG', path: '', got: `logs of ${days} days`, why: 'they are removed day by day', fix: 'keep at least those of 1' });
    }
    return new HttpdLogs(options, directory, days);
  }

  private constructor(private readonly options: HttpdLogOptions, /** @internal */ public readonly _directory?: string, private readonly days = 0) {
    const { accessFormat = '%h', logLevel = 'warn' } = options;
    if (!LEVELS.test(logLevel)) {
      throw new ConfigError({
        code: 'HTTPD_LOG', path: '', got: `the logLevel "${logLevel}"`, why: 'it is a level that httpd has, from emerg to debug and trace8, and perhaps others for modules',
        fix: 'write it as in warn, or info ssl:warn',
      });
    }
    // What is no conversion is written as it stands, and what httpd does not know keeps it from starting.
    if (accessFormat.replace(CONVERSION, '').includes('%')) {
      throw new ConfigError({
        code: 'HTTPD_LOG', path: '', got: `the accessFormat '${accessFormat}'`, why: 'a % in it begins no conversion that httpd knows', fix: 'complete it, as in %t, or write %% for the character',
      });
    }
  }

  /** @internal */
  public _directives({ program, modules }: { program: string; modules: string }): HttpdDirective[] {
    const { accessFormat = '%v %h %l %u %t "%r" %>s %b %D' } = this.options;
    const place = (name: string, output: string) => this._directory === undefined
      ? output : `|${rotatelogs(program)} -l ${this._directory}/${name}-%Y-%m-%d.log 86400`;
    return [
      directive('ErrorLog', place('error', '/proc/self/fd/2')),
      directive('LogLevel', this.levels.find((level) => !level.includes(':')) ?? 'warn'),
      // mod_ssl comes with the modules of the virtual hosts: mod_md stands before it.
      ...modulesOfLogFormat(accessFormat).filter((name) => name !== 'ssl').map((name) => loadModule(name, modules)),
      directive('LogFormat', accessFormat, 'sites'),
      directive('CustomLog', place('access', '/proc/self/fd/1'), 'sites', `env=!${UNLOGGED}`),
    ];
  }

  /** @internal What has the machine remove old files. */
  public get _files(): HostFile[] {
    return this._directory === undefined ? [] : [configFile('/etc/tmpfiles.d/tomcat-tier-httpd.conf', Text.of(
      `# Written by cdktf-tomcat-cluster: what has not been written to for ${this.days} days.\ne ${this._directory} - - - m:${this.days}d\n`,
    ))];
  }

  /** @internal What is said of single modules, which are loaded by then: httpd does not start with a level of one that is not. */
  public get _moduleLevels(): HttpdDirective[] {
    return logLevels(this.levels.filter((level) => level.includes(':')));
  }

  /** @internal What the virtual hosts have to load for the access log. */
  public get _needsTlsModule(): boolean {
    return modulesOfLogFormat(this.options.accessFormat ?? '').includes('ssl');
  }

  private get levels(): string[] {
    return (this.options.logLevel ?? 'warn').split(' ');
  }
}

/** httpd does not start with a format of which a conversion is of a module that is not loaded. */
export function modulesOfLogFormat(format: string): string[] {
  return [...(COUNTS_BYTES.test(format) ? ['logio'] : []), ...(OF_TLS.test(format) ? ['ssl'] : [])];
}

/** httpd does not start with a level of a module that is not loaded. */
export function logLevels(levels: string[]): HttpdDirective[] {
  return levels.map((level) => {
    const [, module] = /^(.*?)(?:_module)?:/.exec(level) ?? [];
    return module === undefined ? directive('LogLevel', level) : section('IfModule', `${module}_module`, directive('LogLevel', level));
  });
}

const LEVEL = '(?:emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])';
const LEVELS = new RegExp(`^(?:[a-z0-9_]+:)?${LEVEL}(?: [a-z0-9_]+:${LEVEL})*$`);

/**
 * What httpd puts in: perhaps for some statuses only, and of some header. Only some letters tell what is in braces before them.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats
 */
const CONVERSION = /%[!\d,]*[<>]?(\{[^}]*\}(?:\^(?:ti|to|FB)|[aceChiLnopPtTx])|[%aABbDefHhIikLlmnOopPqrRsStTuUvVXC])/g;

/** What mod_logio counts: bytes with their headers. */
const COUNTS_BYTES = /(?<!%)(?:%%)*%[!\d,]*[<>]?(?:[IOS]|\{[^}]*\}\^FB)/;

/** What mod_ssl knows of a connection; without TLS it says a hyphen. */
const OF_TLS = /(?<!%)(?:%%)*%[!\d,]*[<>]?\{[^}]*\}[xc]/;

/** It comes with httpd; Debian puts it among the programs of users. */
function rotatelogs(httpd: string): string {
  return httpd === '/usr/sbin/apache2' ? '/usr/bin/rotatelogs' : `${posix.dirname(httpd)}/rotatelogs`;
}
