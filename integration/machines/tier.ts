import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { ApacheJkFrontend, Connector, Membership, Route, Secret, SecurityUpdates, SessionCluster, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { INTERNET } from '../../src/network/flow';
import { LabMachine } from '../../test/machine/lab-machine';
import { inTemporaryDirectory } from '../configurations/support';

/** The addresses of the machines on the network. */
export const SUBNET = '172.31.77.0/24';
export const ADDRESSES = { 'was-01': '172.31.77.11', 'was-02': '172.31.77.12', 'web-01': '172.31.77.21' };

/** The values that Terraform gives; the other site's secret is in the vault of cloud.py. */
export const VALUES = { ajp_secret: 'a-secret-of-a-variable' };

/** What differs from one roll-out to the next. */
export interface Changes {
  readonly maxThreads?: number;
  readonly jvmOptions?: string[];
  /** Whether site b is still there. */
  readonly siteB?: boolean;
}

/** A machine whose secret is not in the vault yet. */
export async function tooEarly(): Promise<LabMachine> {
  return inTemporaryDirectory(async (outdir) => {
    const stack = new TerraformStack(new App({ outdir }), 'too-early');
    const was = new LabMachine(stack, 'was-02', { address: ADDRESSES['was-02'], securityUpdates: SecurityUpdates.none() });
    const ajpSecret = Secret._fromVault({ uri: 'http://169.254.169.254', name: 'site-c-ajp' });
    new TomcatInstance(stack, 'c', { host: was, ajpSecret, maxHeapMegabytes: 128, applications: [WebApplication.sessionProbe()] });
    return was;
  });
}

/** Two machines: one runs the Tomcats of two sites, the other their front end. */
export async function tier({ maxThreads, jvmOptions, siteB = true }: Changes = {}): Promise<{ was: LabMachine; web: LabMachine }> {
  return inTemporaryDirectory(async (outdir) => {
    const stack = new TerraformStack(new App({ outdir }), 'machines');
    const was = new LabMachine(stack, 'was-01', { address: ADDRESSES['was-01'], timeZone: 'Asia/Seoul' });
    const web = new LabMachine(stack, 'web-01', { address: ADDRESSES['web-01'], admits: [{ port: 80, from: INTERNET, purpose: 'http' }] });
    const secrets = {
      a: Secret.fromVariable(new TerraformVariable(stack, 'ajp_secret', { type: 'string', sensitive: true })),
      b: Secret._fromVault({ uri: 'http://169.254.169.254', name: 'site-b-ajp' }),
    };
    const frontend = new ApacheJkFrontend(stack, 'web', { host: web });
    (siteB ? ['a', 'b'] as const : ['a'] as const).forEach((site, portIndex) => {
      const cluster = new SessionCluster(stack, `${site}-cluster`, { clusterName: site, membership: Membership.staticUnicast() });
      new TomcatInstance(stack, site, {
        host: was,
        cluster,
        portIndex,
        ajpSecret: secrets[site],
        startSeconds: 60,
        maxHeapMegabytes: 128,
        writableDirectories: site === 'a' ? ['/srv/shop/uploads'] : undefined,
        heapDumpDirectory: `/srv/dumps/${site}`,
        jvmOptions: site === 'a' ? jvmOptions : undefined,
        connectors: [Connector.ajp({ maxThreads: site === 'a' ? maxThreads : undefined }), Connector.http()],
        applications: [WebApplication.sessionProbe()],
      });
      frontend.addVirtualHost(`${site}.example.com`, { routes: [Route.all(cluster)] });
    });
    return { was, web };
  });
}
