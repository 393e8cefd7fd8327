import { Construct } from 'constructs';
import { IRouteTarget, BalancerMember } from './route-target';
import { registerChecks } from '../checks/run-checks';
import { checkReadinessPath } from '../host/readiness';
import { checkPort } from '../network/port';
import { checkSecret } from '../text/check-secret';
import { Secret } from '../text/secret';

/** A Tomcat that the program does not declare. */
export interface ExternalTomcat {
  /** What its Engine says: session ids end in it. */
  readonly jvmRoute: string;
  /** The address or name at which its AJP connector is reached. */
  readonly host: string;
  /** The port of its AJP connector. @default 8009 */
  readonly port?: number;
}

/** What ExternalTomcats may say. */
export interface ExternalTomcatsProps {
  /** The Tomcats, among which requests are balanced. */
  readonly members: ExternalTomcat[];
  /** The secret of their AJP connectors. @default - none */
  readonly ajpSecret?: Secret;
  /** A path that answers once they serve. @default '/' */
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
    this._balancerMembers = props.members.map(({ jvmRoute, host, port = 8009 }) => {
      checkPort(port, `port of ${jvmRoute}`, this.node.path);
      return { jvmRoute, host, port, secret: props.ajpSecret, path: this.node.path };
    });
    registerChecks(this);
  }
}
