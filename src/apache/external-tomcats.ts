import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { IRouteTarget, BalancerMember } from './route-target';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import { registerChecks } from '../checks/run-checks';
import { checkReadinessPath } from '../host/readiness';
import { ipv4 } from '../network/ipv4';
import { checkPort } from '../network/port';
import { checkSecret } from '../text/check-secret';
import { Secret } from '../text/secret';

/** A Tomcat that the program does not declare. */
export interface ExternalTomcat {
  /** What its Engine says: session ids end in it. */
  readonly jvmRoute: string;
  /**
   * The IPv4 address or name at which its connector is reached. httpd looks up the address of a name once; when it has changed, each front end has to
   * read its files again (`kill -USR1`) or to start anew.
   */
  readonly host: string;
  /** The port of its AJP connector; for a front end that speaks HTTP, which needs it said, that of its HTTP connector. @default - 8009 for AJP */
  readonly port?: number;
}

/** What ExternalTomcats may say. */
export interface ExternalTomcatsProps {
  /** The Tomcats, among which requests are balanced. */
  readonly members: ExternalTomcat[];
  /** The secret of their AJP connectors. @default - that of the front end, if it says one */
  readonly ajpSecret?: Secret;
  /** A path that answers once they serve, and begins no session: the container of a front end asks for it every three seconds. @default '/' */
  readonly readinessPath?: string;
}

/** Tomcats that exist elsewhere, for a front end to send requests to. */
export class ExternalTomcats extends Construct implements IRouteTarget {
  /** @internal */ public readonly _balancerName: string;
  /** @internal */ public readonly _balancerMembers: BalancerMember[];
  /** @internal */ public readonly _readinessPath: string;

  public constructor(scope: Construct, id: string, props: ExternalTomcatsProps) {
    super(scope, id);
    checkSecret(props.ajpSecret, 'ajpSecret', this.node.path);
    if (props.readinessPath !== undefined) checkReadinessPath(props.readinessPath, this.node.path);
    this._balancerName = `${id}-lb`;
    this._readinessPath = props.readinessPath ?? '/';
    this._balancerMembers = props.members.map(({ jvmRoute, host, port }) => {
      checkKnown('a jvmRoute', jvmRoute, 'workers are named after it, and compared', this.node.path);
      checkHost(host, this.node.path);
      if (port !== undefined) checkPort(port, `port of ${jvmRoute}`, this.node.path);
      return { jvmRoute, host, port: port ?? 8009, secret: props.ajpSecret, path: this.node.path, http: port === undefined ? undefined : { port } };
    });
    registerChecks(this);
  }
}

const NAME = /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?([.][A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$/;

/** Refuses what httpd would take for another host, or not start with. */
function checkHost(host: string, path: string): void {
  if (Token.isUnresolved(host) || ipv4(host) !== undefined || (NAME.test(host) && !/^[\d.]+$/.test(host))) return;
  throw new ConfigError({
    code: 'ADDRESS_MALFORMED', path, got: `the host "${host}"`, why: 'it is neither an IPv4 address nor a domain name',
    fix: 'write it as in 10.0.0.4 or was.example.com, and the port as port',
  });
}
