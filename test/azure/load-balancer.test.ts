import { ApacheJkFrontend, AzureLoadBalancer, AzureLoadBalancerProps, Route, TlsCertificate } from 'cdktf-tomcat-cluster';
import { AzureProgram, Resource } from './azure-program';
import { Machine } from '../../src/machine/machine';
import { problemOf } from '../support/program';

const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');

/** A load balancer before two front ends, to which a site with TLS is added after it. */
function balanced(tls: boolean, props: Partial<AzureLoadBalancerProps> = {}): AzureProgram {
  const program = new AzureProgram();
  const frontends = program.sites('a');
  new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends, ...props });
  if (tls) frontends.forEach((frontend) => frontend.addVirtualHost('shop.example.com', { routes: [Route.all(frontend._virtualHosts[0].routes[0]._target)], tls: { certificate } }));
  return program;
}

function rulesOf(program: AzureProgram): string[] {
  return Object.values<Resource>(program.terraform.resource.azurerm_lb_rule).map(({ name, frontend_port, backend_port }) => `${name} ${frontend_port} ${backend_port}`);
}

test('TLS comes through the load balancer, the security group and the firewall of the machine where a site speaks it', () => {
  const program = balanced(true);
  expect(program.problems).toEqual([]);
  expect(rulesOf(program)).toEqual(['http 80 80', 'https 443 443']);
  expect(program.rules('web')['allow-http-internet-to-web']).toMatchObject({ destination_port_ranges: ['80', '443'] });
  const [machine] = program.web._machines as Machine[];
  expect(JSON.stringify(machine._configuration.document.contents)).toContain('tcp dport 443 accept');
});

test('without TLS its port stays closed', () => {
  const program = balanced(false);
  expect(rulesOf(program)).toEqual(['http 80 80']);
  expect(program.rules('web')['allow-http-internet-to-web']).toMatchObject({ destination_port_range: '80' });
});

test('the load balancer asks on one port, and its own for TLS may be another', () => {
  const program = balanced(true, { tlsPort: 8443 });
  expect(rulesOf(program)).toEqual(['http 80 80', 'https 8443 443']);
  expect(Object.values<Resource>(program.terraform.resource.azurerm_lb_probe).map(({ port }) => port)).toEqual([80]);
});

test('front ends with different ports for TLS are refused', () => {
  const program = new AzureProgram();
  const frontends = [443, 8443].map((tlsPort, index) => new ApacheJkFrontend(program.stack, `web-${index}`, { host: program.web.add(`web-0${index}`), tlsPort }));
  expect(problemOf(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends })))
    .toMatchObject({ code: 'FRONTEND_PORTS', got: 'front ends on the ports 443, 8443' });
});
