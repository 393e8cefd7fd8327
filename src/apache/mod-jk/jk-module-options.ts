import { ConfigError } from '../../checks/config-error';
import { checkNumbers } from '../../checks/options/check-numbers';

/** What mod_jk writes to the output beside the logs of httpd. */
export class JkLogLevel {
  /** Every step in mod_jk, with the secrets of its Tomcats: for its authors. */
  public static readonly TRACE = new JkLogLevel('trace');
  /** What it decides for each request. */
  public static readonly DEBUG = new JkLogLevel('debug');
  /** What it begins and ends. */
  public static readonly INFO = new JkLogLevel('info');
  /** What may be wrong, such as a Tomcat that does not answer. */
  public static readonly WARN = new JkLogLevel('warn');
  /** What is wrong. */
  public static readonly ERROR = new JkLogLevel('error');

  private constructor(/** @internal */ public readonly _name: string) {}
}

/** The mounts of virtual hosts in files of their own, `/srv/httpd/conf/mounts/<serverName>.properties`. */
export interface JkMountFileOptions {
  /** After how long mod_jk notices that one has changed, in seconds. @default 10 */
  readonly reloadSeconds?: number;
}

/** What mod_jk does within httpd. */
export interface JkModuleOptions {
  /** `JkLogLevel`: how much it says. @default JkLogLevel.WARN */
  readonly logLevel?: JkLogLevel;
  /**
   * `JkRequestLogFormat`: a line for each request that goes to a Tomcat, such as `'%w %R %s %T %r'`: the balancer, the `jvmRoute` that answered, the
   * status, seconds, the request. It stands where the other lines of mod_jk do.
   *
   * @default - none
   * @see https://tomcat.apache.org/connectors-doc/reference/apache.html
   */
  readonly requestLogFormat?: string;
  /**
   * Puts the mounts where administrators can change them while httpd runs: uriworkermap.properties, one for each virtual host. What they
   * change there is taken back by the next roll-out that changes the file.
   *
   * @default - the mounts are directives
   * @see https://tomcat.apache.org/connectors-doc/reference/uriworkermap.html
   */
  readonly mountFile?: JkMountFileOptions;
  /** `RejectUnsafeURI`: whether paths are refused that hold a percent sign or a backslash once they are decoded. @default false */
  readonly rejectUnsafeUri?: boolean;
  /** `ForwardPhysicalAddress`: whether Tomcats see the address that connected, whatever `remoteIp` makes of it. @default false */
  readonly forwardPhysicalAddress?: boolean;
  /**
   * `ForwardSSLCertChain`: whether Tomcats see the certificate of a client, and who signed it. Virtual hosts with TLS have mod_ssl tell of both
   * (`SSLOptions +StdEnvVars +ExportCertData`); `SSLVerifyClient` and `SSLCACertificateFile` among their `extraDirectives` ask for it.
   *
   * @default false
   */
  readonly forwardSslCertChain?: boolean;
}

/** What mod_jk puts into its line of a request. */
const REQUEST_CONVERSION = /%[bBHmpqrRsTUvVw]/g;

/** Refuses what mod_jk would not start with. */
export function checkJkModule({ mountFile, requestLogFormat = '' }: JkModuleOptions, path: string): void {
  checkNumbers('mountFile', { reloadSeconds: [mountFile?.reloadSeconds, 1] }, path);
  if (requestLogFormat.replace(REQUEST_CONVERSION, '').includes('%')) {
    throw new ConfigError({
      code: 'HTTPD_LOG', path, got: `the requestLogFormat '${requestLogFormat}'`, why: 'a % in it begins no conversion that mod_jk knows', fix: 'use %w, %R, %s, %T, %r and the others of mod_jk',
    });
  }
}
