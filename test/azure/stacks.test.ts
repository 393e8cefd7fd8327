import { AzureLoadBalancer, AzureNetwork, AzureSubnet, SessionCluster } from 'cdktf-tomcat-cluster';
import { AzureProgram, NETWORK, VAULT } from './azure-program';
import { newApp, synth } from '../support/program';

test('the same program gives the same bytes, in whichever order it says things', () => {
  const [forth, back] = [['was-01', 'was-02', 'was-03'], ['was-03', 'was-02', 'was-01']].map((names) => {
    const program = new AzureProgram(newApp(), 'shop', { keyVaults: [VAULT] });
    const cluster = program.cluster('a');
    names.forEach((name) => program.tomcat(`a-${name}`, program.was.add(name), { cluster, ajpSecret: VAULT.secret('ajp-secret'), instanceName: 'a', portIndex: 0 }));
    const web = program.frontend('web', program.web.add('web-01'), [cluster]);
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web] });
    return program.terraform;
  });
  expect(sorted(back)).toBe(sorted(forth));
});

test('two syntheses of one program give the same files', () => {
  const [first, second] = [0, 1].map(() => {
    const program = new AzureProgram();
    program.sites('a', 'b');
    return synth(program.app);
  });
  expect(first.error).toBeUndefined();
  expect(second).toEqual(first);
});

/** JSON with its keys in order: what a stack holds, not when it was said. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each) => each && typeof each === 'object' && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => a < b ? -1 : 1)) : each);
}

describe('a node of a cluster in each of two stacks', () => {
  const app = newApp();
  const programs = ['east', 'west'].map((id) => new AzureProgram(app, id, { network: AzureNetwork.fromId(NETWORK) }));
  let cluster: SessionCluster | undefined;
  const machines = programs.map((program, index) => {
    cluster ??= program.cluster('a');
    const tier = program.hosts.addTier('was', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/was`, '10.8.4.0/24')] });
    const host = tier.add(`was-0${index + 1}`);
    program.tomcat('tomcat', host, { cluster, instanceName: 'a' });
    return host;
  });
  const web = programs[0].hosts.addTier('web', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/web`, '10.8.5.0/24')] }).add('web-01');
  programs[0].frontend('web', web, [cluster!], { ajpSecret: programs[0].secret });

  test('know each other\'s addresses', () => {
    const addresses = machines.map((machine) => machine._addressOf());
    machines.forEach((machine) => addresses.forEach((address) => {
      expect(machine.files['/srv/tomcat/a/conf/server.xml']).toContain(`className="org.apache.catalina.tribes.membership.StaticMember" host="${address}"`);
    }));
    expect(web.files['/srv/httpd/conf/workers.properties']).toContain(`worker.a-was-02.host=${addresses[1]}`);
  });

  test('let each other in by address, and no stack refers to another', () => {
    const [east, west] = machines.map((machine) => `${machine._addressOf()}/32`);
    expect(programs[1].rules('was')).toMatchObject({
      'allow-replication-was-01-to-was': { source_address_prefix: east, destination_port_range: '4000' },
      'allow-ajp-web-01-to-was': { source_address_prefix: `${web._addressOf()}/32`, destination_port_range: '8009' },
    });
    expect(programs[0].rules('was')).toMatchObject({ 'allow-replication-was-02-to-was': { source_address_prefix: west } });
    expect(programs[0].rules('was')['allow-ajp-web-to-was'].source_application_security_group_ids).toHaveLength(1);
    const { files, error } = synth(app);
    expect(error).toBeUndefined();
    ['east', 'west'].forEach((id) => expect(files[`stacks/${id}/cdk.tf.json`]).not.toMatch(/terraform_remote_state|cross-stack/));
  });
});
