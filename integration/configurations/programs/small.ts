import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, DockerHosts, Interceptor, Membership, Route, Secret, SessionCluster, TomcatDistribution, TomcatInstance, TomcatRelease,
  WebApplication,
} from 'cdktf-tomcat-cluster';

const app = new App();
const stack = new TerraformStack(app, process.env.STACK!);
new DockerProvider(stack, 'docker');
stack.addOverride('terraform.required_providers.docker.version', '>= 3.6.2, < 5.0.0');
const secret = (name: string) => Secret.fromVariable(new TerraformVariable(stack, name, { type: 'string', sensitive: true }));

const hosts = new DockerHosts(stack, 'hosts', { subnet: process.env.SUBNET! });
const site = new SessionCluster(stack, 'site', {
  membership: Membership.multicast(),
  interceptors: [Interceptor.messageDispatch(), Interceptor.encrypt(secret('encryption_key')), Interceptor.tcpFailureDetector()],
});
new TomcatInstance(stack, 'was-01', {
  host: hosts.add('was-01'),
  cluster: site,
  release: TomcatRelease.V9_0,
  distribution: TomcatDistribution.localArchive(process.env.ARCHIVE!),
  ajpSecret: secret('ajp_secret'),
  applications: [WebApplication.sessionProbe()],
});
// A front end is made beside its Tomcats and waits for them: in vain where their image cannot be built.
if (!process.env.NO_FRONTEND) new ApacheJkFrontend(stack, 'web-01', { host: hosts.add('web-01') }).addVirtualHost('site.example.com', { routes: [Route.all(site)] });
app.synth();
