import { join, relative } from 'node:path';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApacheDistribution, ApacheJkFrontend, Connector, DockerHosts, DockerHostsProps, DockerLogs, DockerNetwork, Membership, Route, SessionCluster,
  TomcatInstance, TomcatInstanceProps, WebApplication,
} from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Container, containersOf, newApp, newStack, problemOf, problemsOf, synth, terraformOf, Tier, variableSecret } from '../support/program';
import { temporaryFolder } from '../support/temporary';
import { writeArchive } from '../support/archive';

function addressesOf(tier: Tier): { [container: string]: string } {
  return Object.fromEntries(containersOf(tier.app).map(({ name, networks_advanced: [{ ipv4_address: address }] }) => [name, address]));
}

function tomcats(...hosts: string[]): Tier {
  const tier = new Tier();
  hosts.forEach((name) => tier.tomcat(`tomcat-${name}`, { host: tier.host(name), instanceName: 'a' }));
  return tier;
}

test('members that find each other by DNS share its name', () => {
  const tier = new Tier();
  const cluster = tier.cluster('x', { membership: Membership.dns('tomcats.internal') });
  ['was-01', 'was-02'].forEach((name) => tier.tomcat(name, { cluster, host: tier.host(`${name}-host`) }));
  tier.tomcat('alone');
  expect(containersOf(tier.app).map(({ name, networks_advanced: [{ aliases }] }) => [name, aliases])).toEqual([
    ['shop-alone-host-alone', undefined], ['shop-was-01-host-was-01', ['tomcats.internal']], ['shop-was-02-host-was-02', ['tomcats.internal']],
  ]);
});

test.each<[string, () => Membership, string[]]>([
  ['multicast', () => Membership.multicast(), []],
  ['DNS', () => Membership.dns('tomcats.internal'), []],
  ['static unicast', () => Membership.staticUnicast(), ['was-01', 'was-02']],
])('a further member that is found by %s replaces the front end, and other members only where each has the list', (_, membership, replaced) => {
  const of = (...members: string[]) => {
    const tier = new Tier();
    const cluster = tier.cluster('x', { membership: membership() });
    members.forEach((name) => tier.tomcat(`a-${name}`, { cluster, host: tier.host(name) }));
    tier.frontend('web', [cluster]);
    return new Map(containersOf(tier.app).map((container) => [container.name, container]));
  };
  const [before, after] = [of('was-01', 'was-02'), of('was-01', 'was-02', 'was-03')];
  const changed = [...before.keys()].filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)));
  expect(changed).toEqual([...replaced.map((name) => `shop-${name}-a-${name}`), 'shop-web-host-httpd']);
});

describe('addresses', () => {
  test('are of the subnet, one for each container', () => {
    const addresses = Object.values(addressesOf(tomcats('was-01', 'was-02', 'was-03')));
    addresses.forEach((address) => expect(address).toMatch(/^172\.30\.0\.\d+$/));
    expect(new Set(addresses).size).toBe(3);
    ['172.30.0.0', '172.30.0.1', '172.30.0.255'].forEach((special) => expect(addresses).not.toContain(special));
  });

  test('do not depend on the order of the program', () => {
    expect(addressesOf(tomcats('was-01', 'was-02', 'was-03'))).toEqual(addressesOf(tomcats('was-03', 'was-01', 'was-02')));
  });

  test('stay when hosts are added', () => {
    expect(addressesOf(tomcats('was-01', 'was-02', 'was-03'))).toMatchObject(addressesOf(tomcats('was-01', 'was-02')));
  });

  test('may be chosen, and are then given to nothing else', () => {
    const derived = addressesOf(tomcats('was-01'))['shop-was-01-a'];
    const tier = tomcats('was-01');
    tier.tomcat('chosen', { host: tier.hosts.add('was-09', { addresses: { chosen: derived } }) });
    const addresses = addressesOf(tier);
    expect(addresses['shop-was-09-chosen']).toBe(derived);
    expect(addresses['shop-was-01-a']).not.toBe(derived);
  });

  test('differ over two stacks that use one network', () => {
    const app = newApp();
    const network = DockerNetwork.bridge('shared', '10.9.0.0/29');
    const tiers = ['one', 'two'].map((id) => new Tier(app, id, { network }));
    const addresses = tiers.flatMap((tier, index) => [0, 1].map((n) => tier.tomcat(`t${index}${n}`)._address));
    expect(new Set(addresses).size).toBe(4);
  });

  test('of more containers than the subnet has are refused', () => {
    const tier = new Tier(newApp(), 'shop', { subnet: '10.0.0.0/29' });
    for (let index = 0; index < 6; index += 1) tier.tomcat(`t${index}`);
    expect(problemOf(() => tier.problems)).toMatchObject({
      code: 'SUBNET_FULL', path: 'shop/hosts', got: '6 addresses in 10.0.0.0/29', why: 'it has 5', fix: expect.stringContaining('a larger subnet'),
    });
    expect(synth(tier.app)).toEqual({ error: expect.stringContaining('[SUBNET_FULL] shop/hosts'), files: {} });
  });

  test.each(['172.31.0.5', '172.30.0.0', '172.30.0.1', '172.30.0.255'])('that no container of the subnet can have are refused: %s', (address) => {
    expect(problemOf(() => new Tier().hosts.add('was-01', { addresses: { a: address } }))).toMatchObject({
      code: 'ADDRESS_OUTSIDE_SUBNET', path: 'shop/hosts/was-01', got: `the address ${address}`, why: expect.stringContaining('172.30.0.0/24'),
      fix: expect.stringContaining('leave it out'),
    });
  });
});

describe('a network', () => {
  test('is made for the hosts, named like their stack', () => {
    expect(Object.values(terraformOf(tomcats('was-01').app).resource.docker_network)).toEqual([
      expect.objectContaining({ name: 'shop', driver: 'bridge', ipam_config: [{ subnet: '172.30.0.0/24' }] }),
    ]);
  });

  test('that exists already is used as it is', () => {
    const tier = new Tier(newApp(), 'shop', { network: DockerNetwork.bridge('existing', '10.1.2.0/24'), namePrefix: 'team' });
    tier.tomcat('a', { host: tier.host('was-01') });
    const { resource } = terraformOf(tier.app);
    expect(resource.docker_network).toBeUndefined();
    const [container] = Object.values<Container>(resource.docker_container);
    expect(container.name).toBe('team-was-01-a');
    expect(container.networks_advanced).toEqual([{ name: 'existing', ipv4_address: expect.stringMatching(/^10\.1\.2\.\d+$/) }]);
  });
});

describe('ports', () => {
  const published = { port: 80, hostPort: 8081 };

  test('are not reached from outside unless published', () => {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a')]);
    containersOf(tier.app).forEach((container) => expect(container.ports).toBeUndefined());
  });

  test('are published on 127.0.0.1, unless another address is asked for', () => {
    const tier = new Tier();
    const host = tier.hosts.add('web-01', { publish: [published, { port: 80, hostPort: 8082, hostAddress: '0.0.0.0' }] });
    tier.frontend('web', [tier.tomcat('a')], { host });
    expect(containersOf(tier.app).find(({ name }) => name === 'shop-web-01-httpd')!.ports).toEqual([
      { internal: 80, external: 8081, ip: '127.0.0.1' }, { internal: 80, external: 8082, ip: '0.0.0.0' },
    ]);
  });

  test('are published by the container that listens on them, and by no other of the host', () => {
    const tier = new Tier();
    const host = tier.hosts.add('all-01', { publish: [published] });
    tier.frontend('web', [tier.tomcat('a', { host })], { host });
    expect(containersOf(tier.app).map(({ name, ports }) => [name, ports?.length ?? 0])).toEqual([['shop-all-01-a', 0], ['shop-all-01-httpd', 1]]);
  });

  test.each([{ port: 0, hostPort: 80 }, { port: 80, hostPort: 65536 }])('that are none are refused: %j', (port) => {
    expect(problemOf(() => new Tier().hosts.add('web-01', { publish: [port] }))).toMatchObject({ code: 'PORT', path: 'shop/hosts/web-01' });
  });
});

test('native libraries load from what a Tomcat has in memory, but not from its logs, and from nothing of httpd', () => {
  const tier = new Tier();
  tier.frontend('web', [tier.tomcat('a', { host: tier.host('was-01') })], { host: tier.host('web-01') });
  const [tomcat, httpd] = (containersOf(tier.app) as (Container & { tmpfs: object })[]).map(({ tmpfs }) => tmpfs);
  expect(tomcat).toEqual({
    '/srv/tomcat/a/logs': 'uid=10001,gid=0,mode=0750',
    '/srv/tomcat/a/temp': 'uid=10001,gid=0,mode=0750,exec',
    '/srv/tomcat/a/webapps': 'uid=10001,gid=0,mode=0750,exec',
    '/srv/tomcat/a/work': 'uid=10001,gid=0,mode=0750,exec',
  });
  expect(httpd).toEqual({ '/srv/httpd/empty': 'uid=33,gid=0,mode=0750', '/srv/httpd/run': 'uid=33,gid=0,mode=0750' });
});

describe('a host', () => {
  test('knows the names of its containers', () => {
    const tier = new Tier();
    const host = tier.hosts.add('was-01');
    ['a', 'b'].forEach((id) => tier.tomcat(id, { host }));
    expect(host.containerNames).toEqual(['shop-was-01-a', 'shop-was-01-b']);
  });

  test('shows all of its files, with the names of secrets for their values', () => {
    const tier = new Tier();
    const host = tier.host('all-01');
    tier.frontend('web', [tier.tomcat('a', { host })], { host });
    expect(Object.keys(host.files)).toEqual(expect.arrayContaining(['/srv/tomcat/a/conf/server.xml', '/srv/httpd/conf/workers.properties']));
    expect(host.files['/srv/httpd/conf/workers.properties']).toContain('worker.a.secret={{ajp_secret}}\n');
    expect(Object.values(host.files).join()).not.toContain('TfToken');
  });

  test.each(['was 01', '-was', 'was_01', 'was.example.com', 'a'.repeat(64)])('of the name "%s" is refused', (name) => {
    expect(problemOf(() => new Tier().hosts.add(name))).toMatchObject({
      code: 'HOST_NAME', got: `the host name "${name}"`, why: 'a host name is one label of a domain name', fix: expect.stringContaining('such as was-01'),
    });
  });
});

describe('an image', () => {
  test('is built once for all containers that run it', () => {
    const images = Object.values<{ build: object }>(terraformOf(tomcats('was-01', 'was-02').app).resource.docker_image);
    expect(images).toHaveLength(1);
  });

  test('of an own Dockerfile comes with it', () => {
    const tier = tomcats('was-01');
    const { files } = synth(tier.app);
    const [image] = Object.values<{ build: { context: string } }>(JSON.parse(files['stacks/shop/cdk.tf.json']).resource.docker_image);
    expect(files[`stacks/shop/${image.build.context}/Dockerfile`]).toMatch(/^FROM /m);
  });

  test('is known to its containers by its name, so that they stay when another stack of the engine builds the same again', () => {
    const { resource } = terraformOf(tomcats('was-01').app);
    const [[id, { name }]] = Object.entries<{ name: string }>(resource.docker_image);
    expect(name).toMatch(/^cdktf-tomcat-cluster\/tomcat-10\.1-package:[0-9a-f]{12}$/);
    expect(Object.values<Container>(resource.docker_container).map(({ image }) => image)).toEqual([`\${docker_image.${id}.name}`]);
  });

  test('of the official httpd gets mod_jk added, others are used as they are', () => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { host: tier.host('was-01') });
    tier.frontend('official', [tomcat], { host: tier.host('web-01'), distribution: ApacheDistribution.officialImage('httpd:2.4') });
    tier.frontend('own', [tomcat], { host: tier.host('web-02'), distribution: ApacheDistribution.image('own-httpd:1') });
    const containers = containersOf(tier.app);
    expect(containers.map(({ name, image }) => [name, image])).toEqual([
      ['shop-was-01-a', expect.stringMatching(/^\$\{docker_image\.hosts_images_tomcat-101-package-\w+\.name\}$/)],
      ['shop-web-01-httpd', expect.stringMatching(/^\$\{docker_image\.hosts_images_httpd-official-mod-jk-\w+\.name\}$/)],
      ['shop-web-02-httpd', 'own-httpd:1'],
    ]);
  });
});

test('hosts need only a stack', () => {
  const stack: TerraformStack = newStack();
  const hosts = new DockerHosts(stack, 'hosts');
  expect([hosts.networkName, hosts.namePrefix]).toEqual([expect.stringContaining('TfToken'), 'shop']);
});

test('a file of the project has the same address in the state wherever the project is', () => {
  const inProject = temporaryFolder(join(process.cwd(), 'node_modules')); // where git does not see it
  const path = writeArchive(join(inProject, 'shop.war'), { 'index.html': '<p>' });
  const addresses = [relative(process.cwd(), path), path].map((war) => {
    const tier = new Tier();
    tier.tomcat('a', { applications: [WebApplication.war(war)] });
    const [container] = Object.values<{ upload: { source?: string }[] }>(terraformOf(tier.app).resource.docker_container);
    return container.upload.find(({ source }) => source)?.source;
  });
  expect(addresses[0]).toMatch(/^assets\/.*shop\.war$/);
  expect(addresses[1]).toBe(addresses[0]);
});

test('one address chosen for two services is refused', () => {
  const tier = new Tier();
  ['was-01', 'was-02'].forEach((name) => tier.tomcat(name, {
    host: tier.hosts.add(name, { addresses: { a: '172.30.0.9' } }), instanceName: 'a',
  }));
  expect(synth(tier.app).error).toContain('[ADDRESS_TAKEN] shop/hosts: the address 172.30.0.9 twice');
});

test('stacks of the same names on engines of their own are accepted, with the same addresses', () => {
  const app = newApp();
  const [production] = ['production', 'staging'].map((id) => {
    const tier = new Tier(app, id, { namePrefix: 'shop' });
    tier.frontend('web', [tier.tomcat('a')], { host: tier.hosts.add('web-01', { publish: [{ port: 80, hostPort: 8081 }] }) });
    return tier;
  });
  expect(production.problems).toEqual([]);
  expect(containersOf(app, 'production').map(({ networks_advanced: networks }) => networks[0].ipv4_address))
    .toEqual(containersOf(app, 'staging').map(({ networks_advanced: networks }) => networks[0].ipv4_address));
});

describe('names', () => {
  test.each(['my shop', '-shop', '.shop', 'shöp', ''])('that begin with "%s" are refused', (namePrefix) => {
    expect(problemOf(() => new DockerHosts(newStack(), 'hosts', { namePrefix }))).toMatchObject({
      code: 'DOCKER_NAME', path: 'shop/hosts', got: `the name prefix "${namePrefix}"`, fix: expect.stringContaining("namePrefix: 'shop'"),
    });
  });

  test.each([[50, 'was-01', undefined], [51, 'was-01', 'DOCKER_NAME']])('of a prefix of %d characters on %s give %s', (length, host, code) => {
    const tier = new Tier(newApp(), 'shop', { namePrefix: 'x'.repeat(length) });
    const add = () => tier.tomcat('shop1', { host: tier.host(host) });
    if (!code) expect(add()._service.name).toBe('shop1');
    else expect(problemOf(add)).toMatchObject({ code, path: 'shop/shop1', got: expect.stringContaining('of 64 characters'), fix: expect.stringContaining('shorter instanceName') });
  });

  test('that only Terraform knows are left alone', () => {
    const stack = newStack();
    const prefix = new TerraformVariable(stack, 'environment', { type: 'string' }).stringValue;
    expect(new DockerHosts(stack, 'hosts', { namePrefix: prefix }).namePrefix).toBe(prefix);
  });

  test.each([['was', 'shop-api', 'was-shop', 'api'], ['a', 'b-c', 'a-b', 'c']])('of one container for %s with %s and %s with %s are refused', (host, instanceName, other, otherName) => {
    const tier = new Tier();
    tier.tomcat('one', { host: tier.host(host), instanceName });
    expect(problemOf(() => tier.tomcat('two', { host: tier.host(other), instanceName: otherName }))).toMatchObject({
      code: 'DOCKER_NAME', path: 'shop/two', got: `a second container shop-${host}-${instanceName}`, why: expect.stringContaining(`shop/hosts/${host} has one`),
    });
  });

  test('of two DockerHosts on one network differ, or are refused', () => {
    const tier = new Tier();
    tier.tomcat('one', { host: tier.host('was-01'), instanceName: 'a' });
    const sharing = (id: string, namePrefix?: string) => new DockerHosts(tier.stack, id, { network: DockerNetwork.bridge(tier.hosts.networkName, '172.30.0.0/24'), namePrefix });
    tier.tomcat('two', { host: sharing('edge', 'edge').add('was-01'), instanceName: 'a' });
    expect(problemOf(() => tier.tomcat('three', { host: sharing('inner').add('was-01'), instanceName: 'a' }))).toMatchObject({ code: 'DOCKER_NAME' });
  });
});

describe('a second network of a stack', () => {
  const second = (props: DockerHostsProps) => () => new DockerHosts(new Tier().stack, 'other', props);

  test('of the same name is refused', () => {
    expect(problemOf(second({ subnet: '172.31.0.0/24' }))).toMatchObject({
      code: 'DOCKER_NAME', path: 'shop/other', got: 'a second network "shop"', why: expect.stringContaining('shop/hosts makes one'), fix: expect.stringContaining('first.networkName'),
    });
  });

  test.each(['172.30.0.0/24', '172.30.0.128/25', '172.30.0.0/16'])('with the subnet %s is refused', (subnet) => {
    expect(problemOf(second({ namePrefix: 'other', subnet }))).toMatchObject({
      code: 'SUBNETS_OVERLAP', path: 'shop/other', got: `the subnet ${subnet}`, why: expect.stringContaining('shop/hosts has 172.30.0.0/24'),
    });
  });

  test('of another name and subnet is accepted, and so is one that exists already', () => {
    expect(second({ namePrefix: 'other', subnet: '172.31.0.0/24' })).not.toThrow();
    expect(second({ network: DockerNetwork.bridge('team', '172.30.0.0/24') })).not.toThrow();
  });
});

describe('ADDRESS_NOT_OWN', () => {
  function bound(props: (tier: Tier) => Partial<TomcatInstanceProps>) {
    const tier = new Tier();
    tier.tomcat('a', { host: tier.hosts.add('was-01', { addresses: { a: '172.30.0.9' } }), ...props(tier) });
    return tier.problems;
  }
  const said = { code: 'ADDRESS_NOT_OWN', path: 'shop/a', why: 'the container has the address 172.30.0.9', fix: 'leave the address out' };

  test('a connector or a receiver on an address of others is refused', () => {
    expectErrors(bound(() => ({ connectors: [Connector.http({ address: '10.1.2.3' })] })), { ...said, got: 'the HTTP connector on 10.1.2.3, port 8080' });
    expectErrors(bound((tier) => ({ cluster: tier.cluster('x'), receiver: { address: '172.30.0.10' } })), { ...said, got: 'the cluster receiver on 172.30.0.10, port 4000' });
  });

  test.each(['172.30.0.9', '0.0.0.0', '127.0.0.1', '127.0.0.2', 'localhost', '::', 'was-01.internal', undefined])('a connector on %s is accepted', (address) => {
    expect(bound(() => ({ connectors: [Connector.http({ address })] }))).toEqual([]);
  });

  test('so is the own address, and one that only Terraform knows, for a receiver', () => {
    expect(bound((tier) => ({ cluster: tier.cluster('x'), receiver: { address: '172.30.0.9' } }))).toEqual([]);
    expect(bound((tier) => ({ cluster: tier.cluster('x'), receiver: { address: new TerraformVariable(tier.stack, 'address', { type: 'string' }).stringValue } }))).toEqual([]);
  });
});

describe('NETWORKS_ISOLATED', () => {
  /** A cluster of two Tomcats and its front end, each on hosts of its own. */
  function spread(...hosts: [was1: DockerHosts, was2: DockerHosts, web: DockerHosts]) {
    const stack = TerraformStack.of(hosts[0]);
    const ajpSecret = variableSecret(stack, 'ajp_secret');
    const cluster = new SessionCluster(stack, 'x', { membership: Membership.staticUnicast() });
    [0, 1].forEach((index) => new TomcatInstance(stack, `a${index}`, { host: hosts[index].add(`was-0${index}`), ajpSecret, cluster }));
    new ApacheJkFrontend(stack, 'front', { host: hosts[2].add('web-01') }).addVirtualHost('x.example.com', { routes: [Route.all(cluster)] });
    return problemsOf(stack).filter(({ code }) => code !== 'SINGLE_POINT_OF_FAILURE');
  }
  const said = { code: 'NETWORKS_ISOLATED', why: 'Docker passes nothing on between its networks', fix: 'add the hosts to one DockerHosts' };
  const made = (stack: TerraformStack, name: string, subnet: string) => new DockerHosts(stack, name, { namePrefix: name, subnet });
  const existing = (stack: TerraformStack, name: string, subnet: string) =>
    new DockerHosts(stack, name, { namePrefix: name, network: DockerNetwork.bridge(name, subnet) });

  test.each<[string, typeof made, typeof made]>([
    ['networks that are made', made, made], ['one that is made and one that exists', made, existing], ['ones that exist', existing, existing],
  ])('a front end and its Tomcats do not reach each other over %s', (_, one, other) => {
    const stack = newStack();
    const [was, web] = [one(stack, 'was', '172.30.0.0/24'), other(stack, 'web', '172.31.0.0/24')];
    expectErrors(spread(was, was, web), ...['was-00', 'was-01'].map((host) => ({
      ...said, path: `shop/was/${host}`, got: `ajp from web-01 (network web of shop/web) to ${host} (network was of shop/was)`,
    })));
  });

  test('nor do members', () => {
    const stack = newStack();
    const [one, other] = [made(stack, 'one', '172.30.0.0/24'), made(stack, 'two', '172.31.0.0/24')];
    expectErrors(spread(one, other, one),
      { ...said, path: 'shop/one/was-00', got: 'replication from was-01 (network two of shop/two) to was-00 (network one of shop/one)' },
      { ...said, path: 'shop/two/was-01', got: 'ajp, replication from web-01, was-00 (network one of shop/one) to was-01 (network two of shop/two)' });
  });

  test('one network under several DockerHosts is accepted, also one that another stack makes', () => {
    const stack = newStack();
    const one = made(stack, 'team', '172.30.0.0/24');
    const same = new DockerHosts(stack, 'same', { namePrefix: 'same', network: DockerNetwork.bridge(one.networkName, '172.30.0.0/24') });
    const edge = new DockerHosts(newStack(stack.node.root as App, 'edge'), 'hosts', { network: DockerNetwork.bridge('team', '172.30.0.0/24') });
    expect(spread(one, same, one)).toEqual([]);
    expect(one._isApartFrom(edge)).toBe(false);
  });

  test('a name that only Terraform knows may be any', () => {
    const stack = newStack();
    const name = new TerraformVariable(stack, 'network', { type: 'string' }).stringValue;
    const unknown = new DockerHosts(stack, 'unknown', { network: DockerNetwork.bridge(name, '172.30.0.0/24') });
    expect(spread(unknown, unknown, existing(stack, 'web', '172.31.0.0/24'))).toEqual([]);
  });
});

test('hosts of one name in two stacks on one network have addresses of their own', () => {
  const network = DockerNetwork.bridge('team', '172.30.0.0/24');
  const app = newApp();
  ['east', 'west'].forEach((id) => {
    const tier = new Tier(app, id, { network });
    tier.tomcat('a', { host: tier.host('was-01') });
  });
  const addresses = ['east', 'west'].map((id) => containersOf(app, id)[0].networks_advanced[0].ipv4_address);
  expect(addresses[0]).not.toBe(addresses[1]);
});

describe('logs', () => {
  function logging(logs?: DockerLogs) {
    const tier = new Tier(newApp(), 'shop', { logs });
    tier.tomcat('a');
    const [{ log_driver: driver, log_opts: options }] = containersOf(tier.app) as (Container & { log_driver?: string; log_opts?: object })[];
    return [driver, options];
  }

  test('are kept up to a limit', () => {
    expect(logging()).toEqual(['json-file', { 'max-size': '50m', 'max-file': '5' }]);
    expect(logging(DockerLogs.files({ maxSizeMegabytes: 10, maxFiles: 2 }))).toEqual(['json-file', { 'max-size': '10m', 'max-file': '2' }]);
  });

  test('may be left to the engine', () => {
    expect(logging(DockerLogs.ofEngine())).toEqual([undefined, undefined]);
  });

  test.each([{ maxSizeMegabytes: 0 }, { maxFiles: 0 }])('of %j are refused', (options) => {
    expect(problemOf(() => DockerLogs.files(options)).code).toBe('OPTION_RANGE');
  });
});
