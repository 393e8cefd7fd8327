import {
  ApacheJkFrontend, ApacheJkFrontendProps, AzureLoadBalancer, AzureLoadBalancerProps, AzureNetwork, AzureSubnet, AzureVmHosts, AzureVmHostsProps,
  ExternalTomcats, Failover, IRouteTarget, Route, TlsCertificate, VirtualHostOptions,
} from 'cdktf-tomcat-cluster';
import { AzureProgram, NETWORK, Resource } from './azure-program';
import { Machine } from '../../src/machine/machine';
import { Topology } from '../../src/topology/topology';
import { expectErrors } from '../support/expect-problem';
import { newApp, problemOf } from '../support/program';
import { SSH_KEY } from '../support/ssh-key';

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

test.each<[string, number, Failover | undefined, number | undefined]>([
  ['by itself', 4, undefined, undefined],
  ['of a patient front end', 6, Failover.patient(), undefined],
  ['of a route that waits for a report, with TLS too', 31, undefined, 30 * 60_000],
  ['of less than a minute more', 5, Failover.standard({ replyTimeoutMillis: 241_000 }), undefined],
  ['of a route that waits for less', 6, Failover.patient(), 10_000],
  ['longer than Azure keeps one', 100, undefined, 24 * 3_600_000],
  ['that waits for ever', 100, Failover.standard({ replyTimeoutMillis: 0 }), 10_000],
])('a connection that waits for an answer %s is kept for %d minutes', (_, minutes, failover, replyTimeoutMillis) => {
  const program = new AzureProgram();
  const tomcat = program.tomcat('a', program.was.add('was-01'));
  const times = [failover, undefined];
  const frontends = times.map((each, index) => program.frontend(`web-${index}`, program.web.add(`web-0${index}`), [tomcat], { failover: each }));
  new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends });
  frontends.forEach((frontend) => frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat, { replyTimeoutMillis })], tls: { certificate } }));
  const rules = Object.values<Resource>(program.terraform.resource.azurerm_lb_rule);
  expect(rules.map(({ idle_timeout_in_minutes: idle }) => idle)).toEqual([minutes, minutes]);
});

test.each<[string, Partial<AzureLoadBalancerProps>, TlsCertificate, string[]]>([
  ['reached by a public authority', {}, TlsCertificate.acme('admin@example.com'), []],
  ['reached by a public authority among everyone', { clients: ['0.0.0.0/0'] }, TlsCertificate.acme('admin@example.com'), []],
  ['for some clients', { clients: ['203.0.113.0/24'] }, TlsCertificate.acme('admin@example.com'), ['ACME_UNREACHABLE']],
  ['on another port', { port: 8080 }, TlsCertificate.acme('admin@example.com'), ['ACME_UNREACHABLE']],
  ['for some clients, a private authority perhaps', { clients: ['203.0.113.0/24'] },
    TlsCertificate.acme('admin@example.com', { certificateAuthority: 'https://authority.example.com/directory' }), []],
  ['for some clients, with a certificate from elsewhere', { clients: ['203.0.113.0/24'], port: 8080 }, certificate, []],
])('a site whose certificate comes by ACME is %s', (_, props, own, codes) => {
  const program = new AzureProgram();
  const tomcat = program.tomcat('a', program.was.add('was-01'));
  const frontend = program.frontend('web', program.web.add('web-01'), [tomcat]);
  new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [frontend], ...props });
  frontend.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate: own } });
  expect(program.problems.map(({ code }) => code)).toEqual(codes);
});

test('a change of the zones leaves the public address as it is: another one would be an address that no visitor knows', () => {
  const addressOf = (zones: string[]) => {
    const program = new AzureProgram(newApp(), 'shop', { zones });
    const frontend = program.frontend('web', program.web.add('web-01'), [program.tomcat('a', program.was.add('was-01'))]);
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [frontend] });
    return program.named('public_ip')['shop-public'];
  };
  const [before, after] = [['1'], ['1', '2']].map(addressOf);
  expect({ ...after, zones: before.zones }).toEqual(before);
  expect(after.lifecycle).toEqual({ ignore_changes: ['zones'] });
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

test.each<[string, Partial<ApacheJkFrontendProps>, Partial<AzureLoadBalancerProps>, string]>([
  ['that clients know as 443', { port: 8080, tlsPort: 8443 }, {}, ''],
  ['of its load balancer', {}, { tlsPort: 8443 }, ':8443'],
  ['that the program says', { port: 8080, tlsPort: 8443, publicTlsPort: 9443 }, {}, ':9443'],
])('a front end sends its clients to the port %s', (_, props, balancer, port) => {
  const program = new AzureProgram();
  const tomcat = program.tomcat('a', program.was.add('was-01'));
  const web = program.frontend('web', program.web.add('web-01'), [], props);
  web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate } });
  new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web], ...balancer });
  expect(web.files['/srv/httpd/conf/sites/shop.example.com.conf'].match(/https:\/\/[^"]*/g)).toEqual([`https://%{SERVER_NAME}${port}%1`]);
});

describe('PROBE_UNANSWERED', () => {
  function balancing(...targets: ((program: AzureProgram) => IRouteTarget)[]) {
    const program = new AzureProgram();
    const web = program.frontend('web', program.web.add('web-01'), targets.map((target) => target(program)));
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web] });
    return program.problems.filter(({ code }) => code !== 'FRONTEND_WITHOUT_ROUTES');
  }
  const external = ({ stack }: AzureProgram) => new ExternalTomcats(stack, 'old', { members: [{ jvmRoute: 'old-01', host: '10.20.9.9' }] });
  const own = (program: AzureProgram) => program.tomcat('a', program.was.add('was-01'));

  test('a front end that has only Tomcats of others is refused', () => {
    expectErrors(balancing(external).filter(({ code }) => code === 'PROBE_UNANSWERED'), {
      code: 'PROBE_UNANSWERED', path: 'shop/public', got: 'the front end shop/web', why: 'it would hear 403', fix: 'declare a Tomcat of its routes',
    });
  });

  test.each([[[own]], [[external, own]], [[]]])('others are not', (targets) => {
    expect(balancing(...targets).filter(({ code }) => code === 'PROBE_UNANSWERED')).toEqual([]);
  });
});

describe('BALANCED_HOST', () => {
  const front = (program: AzureProgram, props: Partial<AzureVmHostsProps>) => {
    const hosts = new AzureVmHosts(program.stack, 'other', { location: 'koreacentral', adminSshKey: SSH_KEY, namePrefix: 'other', ...props });
    const subnets = [props.network ? AzureSubnet.fromId(`${NETWORK}/subnets/web`, '10.8.4.0/24') : AzureSubnet.withCidr('10.20.1.0/24')];
    return { hosts, web: program.frontend('far', hosts.addTier('web', { subnets }).add('web-09'), []) };
  };
  const near = (program: AzureProgram) => program.frontend('near', program.web.add('web-01'), []);

  test('a front end in another region is refused', () => {
    const program = new AzureProgram();
    const { web } = front(program, { location: 'japaneast' });
    expect(problemOf(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web] }))).toMatchObject({
      code: 'BALANCED_HOST', path: 'shop/public', got: 'the front end shop/far on web-09 in japaneast', why: expect.stringContaining('made in koreacentral'),
    });
  });

  test('front ends in different networks are refused', () => {
    const program = new AzureProgram();
    const frontends = [near(program), front(program, {}).web];
    expect(problemOf(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends }))).toMatchObject({
      code: 'BALANCED_HOST', path: 'shop/public', got: 'front ends on web-01 and web-09', why: expect.stringContaining('different virtual networks'),
    });
  });

  test('a machine twice in one load balancer is refused', () => {
    const program = new AzureProgram();
    const web = near(program);
    expect(problemOf(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web, web] }))).toMatchObject({
      code: 'BALANCED_HOST', path: 'shop/public', got: 'two front ends on web-01',
    });
  });

  test('a front end behind two load balancers is refused', () => {
    const program = balanced(false);
    const [frontend] = Topology.of(program.stack).frontends;
    expect(problemOf(() => new AzureLoadBalancer(program.stack, 'second', { hosts: program.hosts, frontends: [frontend], port: 8080 }))).toMatchObject({
      code: 'BALANCED_HOST', path: 'shop/second', got: expect.stringContaining('which is behind another load balancer'),
    });
  });

  test.each(['koreacentral', 'Korea Central'])('front ends of other hosts in one network and region are accepted: %s', (location) => {
    const program = new AzureProgram();
    const { web } = front(program, { location });
    expect(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web] })).not.toThrow();
  });

  test('front ends of two AzureVmHosts on one network are accepted', () => {
    const program = new AzureProgram(newApp(), 'shop', { network: AzureNetwork.fromId(NETWORK) });
    const tier = program.hosts.addTier('edge', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/edge`, '10.8.5.0/24')] });
    const frontends = [program.frontend('near', tier.add('web-01'), []), front(program, { network: AzureNetwork.fromId(NETWORK) }).web];
    expect(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends })).not.toThrow();
  });
});

test.each([[['1', '2'], ['1', '2', '3']], [['2'], ['2']], [[], undefined], [undefined, ['1', '2', '3']]])('of machines in the zones %j the address is in %j: one or all', (zones, expected) => {
  const program = new AzureProgram(newApp(), 'shop', { zones });
  const web = program.frontend('web', program.web.add('web-01'), [program.tomcat('a', program.was.add('was-01'))]);
  new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web] });
  expect(Object.values<Resource>(program.terraform.resource.azurerm_public_ip).find(({ name }) => /public/.test(name))?.zones).toEqual(expected);
});

describe('BALANCED_SITES', () => {
  const certified = { tls: { certificate } };
  const balancing = (...sites: [name: string, options?: Partial<VirtualHostOptions>][][]) => {
    const program = new AzureProgram();
    const tomcat = program.tomcat('a', program.was.add('was-01'));
    const frontends = sites.map((own, index) => {
      const web = program.frontend(`web-${index}`, program.web.add(`web-0${index}`), []);
      own.forEach(([name, options]) => web.addVirtualHost(name, { routes: [Route.all(tomcat)], ...options }));
      return web;
    });
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends });
    return program.problems.filter(({ code }) => code === 'BALANCED_SITES').map(({ got }) => got);
  };

  test('a front end that lacks a name, or TLS for it, is refused', () => {
    expect(balancing([['a.example.com']], [['a.example.com', { serverAliases: ['b.example.com'] }]]))
      .toEqual(['the front end shop/web-0 without b.example.com, which others of the load balancer have']);
    expect(balancing([['a.example.com', certified]], [['a.example.com']])).toEqual([
      'the front end shop/web-0 without a.example.com, which others of the load balancer have',
      'the front end shop/web-1 without a.example.com with TLS, which others of the load balancer have',
    ]);
  });

  test('the same sites in another order are accepted, however their names are written', () => {
    expect(balancing([['A.example.com'], ['b.example.com']], [['b.example.com'], ['a.example.com']])).toEqual([]);
  });
});

test('one port for HTTP and TLS is refused where a site speaks TLS', () => {
  expect(balanced(true, { port: 443 }).problems.map(({ code }) => code)).toEqual(['BALANCED_PORTS']);
  expect(balanced(false, { port: 443 }).problems).toEqual([]);
});

test('front ends with different ports for TLS are refused', () => {
  const program = new AzureProgram();
  const frontends = [443, 8443].map((tlsPort, index) => new ApacheJkFrontend(program.stack, `web-${index}`, { host: program.web.add(`web-0${index}`), tlsPort }));
  expect(problemOf(() => new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends })))
    .toMatchObject({ code: 'FRONTEND_PORTS', got: 'front ends on the ports 443, 8443' });
});
