import { Construct } from 'constructs';
import { ApacheFrontend, ApacheFrontendProps } from './apache-frontend';
import { Balanced, Balancing } from './balancing';
import { BalancingModule } from './distribution';
import { checkJkModule, JkModuleOptions } from './mod-jk/jk-module-options';
import { checkJkWorkers, JkWorkerOptions } from './mod-jk/jk-worker-options';
import { modJk } from './mod-jk/mod-jk';
import { Recovery } from './recovery';

/** What an ApacheJkFrontend may say. */
export interface ApacheJkFrontendProps extends ApacheFrontendProps {
  /** How mod_jk watches its Tomcats. @default - see JkWorkerOptions */
  readonly workers?: JkWorkerOptions;
  /** What mod_jk does within httpd: its logs, a file of mounts. @default - see JkModuleOptions */
  readonly jk?: JkModuleOptions;
}

/**
 * An Apache httpd that balances the requests of virtual hosts over Tomcats with mod_jk, and keeps each session where it is.
 *
 * @see https://tomcat.apache.org/connectors-doc/
 */
export class ApacheJkFrontend extends ApacheFrontend {
  private readonly workers: JkWorkerOptions;
  private readonly jk: JkModuleOptions;

  public constructor(scope: Construct, id: string, props: ApacheJkFrontendProps) {
    super(scope, id, props);
    this.workers = props.workers ?? {};
    checkJkWorkers(this.workers, this.node.path);
    this.jk = props.jk ?? {};
    checkJkModule(this.jk, this.node.path);
  }

  /** @internal */
  public get _recovery(): Recovery {
    const { recoveryOptions, stickySessionForce, failOnStatus } = this.workers;
    return { flags: recoveryOptions, refusing: stickySessionForce ? 'stickySessionForce' : undefined, failOnStatus };
  }

  /** @internal */
  protected _module(): BalancingModule {
    return 'mod_jk';
  }

  /** @internal */
  protected _balancing(balanced: Balanced): Balancing {
    return modJk(balanced, this._virtualHosts, this.workers, this.jk);
  }
}
