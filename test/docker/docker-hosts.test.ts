import { join, relative } from 'node:path';
import { TerraformStack } from 'cdktf';
import { ApacheDistribution, DockerHosts, DockerLogs, DockerNetwork, Membership, WebApplication } from 'cdktf-tomcat-cluster';
import { Container, containersOf, newApp, newStack, problemOf, synth, terraformOf, Tier } from '../support/program';
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

  test('of the official httpd gets mod_jk added, others are used as they are', () => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { host: tier.host('was-01') });
    tier.frontend('official', [tomcat], { host: tier.host('web-01'), distribution: ApacheDistribution.officialImage('httpd:2.4') });
    tier.frontend('own', [tomcat], { host: tier.host('web-02'), distribution: ApacheDistribution.image('own-httpd:1') });
    const containers = containersOf(tier.app);
    expect(containers.map(({ name, image }) => [name, image])).toEqual([
      ['shop-was-01-a', expect.stringMatching(/^\$\{docker_image\.hosts_images_tomcat-101-package-\w+\.image_id\}$/)],
      ['shop-web-01-httpd', expect.stringMatching(/^\$\{docker_image\.hosts_images_httpd-official-mod-jk-\w+\.image_id\}$/)],
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
