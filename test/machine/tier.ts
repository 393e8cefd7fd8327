import { TerraformStack } from 'cdktf';
import { ApacheJkFrontend, Membership, Route, Secret, SessionCluster, TomcatInstance, TomcatInstanceProps } from 'cdktf-tomcat-cluster';
import { LabMachine } from './lab-machine';
import { OsFamily } from '../../src/host/operating-system';
import { MachineOptions } from '../../src/machine/machine';
import { newApp, newStack, variableSecret } from '../support/program';

/** What a test says of its tier. */
export interface MachineTierProps extends MachineOptions {
  readonly stack?: TerraformStack;
  readonly secret?: Secret;
  readonly osFamily?: OsFamily;
  readonly tomcat?: Partial<TomcatInstanceProps>;
}

/** Two machines with a Tomcat of one site each, and a third with their front end. */
export class MachineTier {
  public readonly stack: TerraformStack;
  public readonly web: LabMachine;
  public readonly was: LabMachine[];
  public readonly instances: TomcatInstance[];

  public constructor({ stack, secret, osFamily, tomcat, ...options }: MachineTierProps = {}) {
    this.stack = stack ?? newStack(newApp());
    const ajpSecret = secret ?? variableSecret(this.stack, 'ajp_secret');
    const cluster = new SessionCluster(this.stack, 'site-a', { clusterName: 'a', membership: Membership.staticUnicast() });
    this.was = [1, 2].map((number) => new LabMachine(this.stack, `was-0${number}`, { address: `10.1.0.1${number}`, osFamily, ...options }));
    this.instances = this.was.map((host) => new TomcatInstance(this.stack, `a-${host.hostName}`, {
      host, cluster, ajpSecret, instanceName: 'a', ...tomcat,
    }));
    this.web = new LabMachine(this.stack, 'web-01', { address: '10.1.0.21', osFamily, ...options });
    new ApacheJkFrontend(this.stack, 'web', { host: this.web }).addVirtualHost('a.example.com', { routes: [Route.all(cluster)] });
  }
}
