import { isDeepStrictEqual } from 'node:util';
import { TerraformOutput } from 'cdktf';
import {
  AzureExistingVm, AzureImage, AzureKeyVault, AzureLoadBalancer, AzureNetwork, AzureVmHostsProps, OperatingSystemFamily, TomcatDistribution,
  TomcatInstanceProps, WebApplication,
} from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, NETWORK, Resource, scriptOf, VAULT } from './azure-program';
import { newApp } from '../support/program';
import { SSH_KEY } from '../support/ssh-key';

function machine(props: Partial<AzureVmHostsProps> = {}): Resource {
  const program = new AzureProgram(newApp(), 'shop', props);
  program.tomcat('a', program.was.add('was-01'));
  return program.machines['was-01'];
}

test('nobody logs in with a password', () => {
  expect(machine()).toMatchObject({ disable_password_authentication: true, admin_ssh_key: [{ username: 'azureuser', public_key: SSH_KEY }] });
  expect(Object.keys(machine())).not.toContain('admin_password');
});

test('a machine has the size and the disk of all, unless it says a size of its own', () => {
  const madeAs = (props: Partial<AzureVmHostsProps>, size?: string) => {
    const program = new AzureProgram(newApp(), 'shop', props);
    program.was.add('was-01', { size });
    const { size: ofMachine, os_disk: { storage_account_type: disk }, encryption_at_host_enabled: encrypted } = program.machines['was-01'];
    return [ofMachine, disk, encrypted];
  };
  expect(madeAs({})).toEqual(['Standard_D2s_v5', 'StandardSSD_LRS', undefined]);
  expect(madeAs({ size: 'Standard_B2s', diskType: 'Premium_LRS', encryptionAtHost: true })).toEqual(['Standard_B2s', 'Premium_LRS', true]);
  expect(madeAs({ size: 'Standard_B2s' }, 'Standard_E4s_v5')).toEqual(['Standard_E4s_v5', 'StandardSSD_LRS', undefined]);
});

test('whatever is made and can have tags has those of the program', () => {
  const tags = { team: 'shop' };
  const program = new AzureProgram(newApp(), 'shop', { tags });
  new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: program.sites('a') });
  const made = Object.entries(program.terraform.resource).filter(([type]) => type.startsWith('azurerm_'));
  const tagged = (wanted?: object) => made.filter(([, named]) => Object.values(named).every((resource) => isDeepStrictEqual(resource.tags, wanted)))
    .map(([type]) => type.replace('azurerm_', '')).sort();
  expect(tagged(tags)).toEqual([
    'application_security_group', 'lb', 'linux_virtual_machine', 'nat_gateway', 'network_interface', 'network_security_group', 'public_ip', 'resource_group',
    'user_assigned_identity', 'virtual_machine_run_command', 'virtual_network',
  ]);
  // Azure takes none for these.
  expect(tagged()).toEqual([
    'lb_backend_address_pool', 'lb_probe', 'lb_rule', 'nat_gateway_public_ip_association', 'network_interface_application_security_group_association',
    'network_interface_backend_address_pool_association', 'network_security_rule', 'subnet', 'subnet_nat_gateway_association',
    'subnet_network_security_group_association',
  ]);
});

test('machines are spread over zones by their numbers', () => {
  const zonesOf = (zones?: string[]) => {
    const program = new AzureProgram(newApp(), 'shop', { zones });
    ['was-01', 'was-02', 'was-03', 'was-04', 'batch'].forEach((name) => program.was.add(name));
    program.was.add('was-05', { zone: '3' });
    return Object.fromEntries(Object.entries(program.machines).map(([name, { zone }]) => [name, zone]));
  };
  expect(zonesOf()).toEqual({ 'batch': '1', 'was-01': '1', 'was-02': '2', 'was-03': '3', 'was-04': '1', 'was-05': '3' });
  expect(zonesOf(['1', '2'])).toMatchObject({ 'was-01': '1', 'was-02': '2', 'was-03': '1', 'was-04': '2' });
  expect(zonesOf([])).toMatchObject({ 'was-01': undefined, 'was-02': undefined });
});

test('a machine waits until its subnet leads out and its identity may read secrets', () => {
  const { depends_on: needs } = machine({ keyVaults: [VAULT] });
  expect(needs.map((need: string) => need.split('.')[0]).sort()).toEqual([
    'azurerm_nat_gateway_public_ip_association', 'azurerm_role_assignment',
    'azurerm_subnet_nat_gateway_association', 'azurerm_subnet_network_security_group_association',
  ]);
});

test('the identity of the machines may read the secrets of each vault, and nothing else', () => {
  const other = AzureKeyVault.fromId(`${GROUP}/Microsoft.KeyVault/vaults/other`);
  const program = new AzureProgram(newApp(), 'shop', { keyVaults: [VAULT, other] });
  program.was.add('was-01');
  const roles = Object.values<Resource>(program.terraform.resource.azurerm_role_assignment);
  expect(roles.map(({ scope, role_definition_name: role }) => [scope, role]).sort()).toEqual([
    [other.id, 'Key Vault Secrets User'], [VAULT.id, 'Key Vault Secrets User'],
  ]);
  roles.forEach(({ principal_id: principal }) => expect(principal).toMatch(/^\$\{azurerm_user_assigned_identity\.hosts_identity_\w+\.principal_id\}$/));
});

test('the identity of the machines is there for roles and extensions', () => {
  const program = new AzureProgram();
  program.was.add('was-01');
  const { hosts: { identityId, identityPrincipalId } } = program;
  new TerraformOutput(program.stack, 'identity', { value: [identityId, identityPrincipalId] });
  const { output, resource } = program.terraform;
  const [id] = Object.keys(resource.azurerm_user_assigned_identity);
  expect(output.identity.value).toEqual([`\${azurerm_user_assigned_identity.${id}.id}`, `\${azurerm_user_assigned_identity.${id}.principal_id}`]);
});

describe('a changed configuration', () => {
  function program(heap: number, replaceOnChange?: boolean, props: Partial<AzureVmHostsProps> = {}) {
    const azure = new AzureProgram(newApp(), 'shop', props);
    azure.tomcat('a', azure.was.add('was-01', { replaceOnChange }), { maxHeapMegabytes: heap });
    return azure;
  }

  test.each([undefined, false])('does not touch the machine itself', (replaceOnChange) => {
    expect(program(256, replaceOnChange).machines['was-01'].lifecycle.ignore_changes).toContain('custom_data');
  });

  test('of the administrator, the image or the zones does not destroy the machines', () => {
    const other = { adminSshKey: `${SSH_KEY}2`, adminUser: 'other', image: AzureImage.fromId('other', OperatingSystemFamily.DEBIAN), zones: ['2'] };
    const plan = { name: '9-base', product: 'rockylinux-x86_64', publisher: 'resf' };
    const bought = { image: AzureImage.fromMarketplace({ publisher: 'resf', offer: 'rockylinux-x86_64', sku: '9-base' }, OperatingSystemFamily.RHEL, plan) };
    const [before, ...changed] = [{}, other, bought].map(machine);
    const different = changed.flatMap((after) => Object.keys({ ...before, ...after })
      .filter((attribute) => JSON.stringify(before[attribute]) !== JSON.stringify(after[attribute])));
    expect([...new Set(different)].sort()).toEqual([
      'admin_ssh_key', 'admin_username', 'custom_data', 'plan', 'source_image_id', 'source_image_reference', 'zone',
    ]);
    expect(before.lifecycle.ignore_changes).toEqual(expect.arrayContaining(different));
  });

  test('replaces it only where the program says so', () => {
    expect(program(256, true).machines['was-01'].lifecycle.ignore_changes).toEqual(['identity']);
  });

  test('reaches it by the script of its run command, whose lines say what changes', () => {
    const [before, after] = [256, 512].map((heap) => scriptOf(program(heap).named('virtual_machine_run_command').configuration).split('\n'));
    const changed = after.filter((line, index) => line.startsWith('#') && line !== before[index]);
    expect(changed).toEqual([expect.stringMatching(/^# \/srv\/tomcat\/a\/bin\/setenv\.sh \w{12} restarts tomcat-tier-a\.service$/)]);
  });

  test('is applied again when the machine was made anew', () => {
    expect(program(256).named('virtual_machine_run_command').configuration.lifecycle.replace_triggered_by)
      .toContainEqual(expect.stringMatching(/^azurerm_linux_virtual_machine\.hosts_was_was-01_machine_\w+\.virtual_machine_id$/));
  });

  test('comes with all values, also of those that a failed roll-out did not bring', () => {
    const rolledOut = (heap: number, props: Partial<AzureVmHostsProps> = {}) => {
      const azure = program(heap, undefined, props);
      const [[id, { triggers_replace: what }]] = Object.entries(azure.terraform.resource.terraform_data);
      expect(azure.named('virtual_machine_run_command').configuration.protected_parameter).toContainEqual({ name: 'ROLL_OUT', value: `\${terraform_data.${id}.id}` });
      return what;
    };
    const before = rolledOut(256);
    expect(before).toEqual({ script: expect.stringMatching(/^[0-9a-f]{64}$/), values: { VALUE_AJP_SECRET: '${sha256("${base64encode(join("", [var.ajp_secret]))}")}' } });
    expect(rolledOut(256)).toEqual(before);
    expect(rolledOut(512).script).not.toBe(before.script);
  });

  test('is none where tags are others, be they of the program or of a policy: the run command keeps its own', () => {
    const [before, after] = [{ team: 'shop' }, { team: 'web' }].map((tags) => program(256, undefined, { tags }));
    expect(after.terraform.resource.terraform_data).toEqual(before.terraform.resource.terraform_data);
    const [command, changed] = [before, after].map((azure) => azure.named('virtual_machine_run_command').configuration);
    expect({ ...changed, tags: command.tags }).toEqual(command);
    expect(changed.lifecycle.ignore_changes).toEqual(['tags']);
  });
});

test('a machine that exists already gets a run command and nothing else', () => {
  const program = new AzureProgram(newApp(), 'shop', { network: AzureNetwork.fromId(NETWORK) });
  const without = Object.keys(program.terraform.resource).sort();
  const old = new AzureExistingVm(program.stack, 'old', {
    virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral', address: '10.8.4.20', network: program.hosts.network,
  });
  program.tomcat('a', old);
  const { resource } = program.terraform;
  expect(Object.keys(resource).sort()).toEqual([...without, 'azurerm_virtual_machine_run_command', 'terraform_data'].sort());
  expect(Object.values<Resource>(resource.azurerm_virtual_machine_run_command)).toEqual([expect.objectContaining({
    virtual_machine_id: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral',
  })]);
  expect(old.hostName).toBe('old');
});

describe('a machine to which a policy gives a second identity', () => {
  const identityOf = (props: Partial<TomcatInstanceProps>) => {
    const program = new AzureProgram(newApp(), 'shop', { keyVaults: [VAULT] });
    const machine = program.was.add('was-01');
    program.tomcat('a', machine, props);
    const { terraform } = program; // complete
    return { fragments: machine._configuration.document.identity, command: Object.values(terraform.resource.azurerm_virtual_machine_run_command)[0] };
  };

  test.each<[string, Partial<TomcatInstanceProps>]>([
    ['vaults', { ajpSecret: VAULT.secret('ajp-secret') }],
    ['storage accounts', { applications: [WebApplication.warFromBlob('https://shop.blob.core.windows.net/releases/shop.war', 'a'.repeat(64))] }],
  ])('shows that of its hosts to %s', (_, props) => {
    const { fragments, command } = identityOf({ ajpSecret: undefined, ...props });
    expect(fragments).toEqual([{ value: 'identity' }]);
    expect(command.protected_parameter).toContainEqual({
      name: 'VALUE_IDENTITY',
      value: expect.stringMatching(/^\$\{base64encode\(join\("", \[azurerm_user_assigned_identity\.hosts_identity_\w+\.client_id\]\)\)\}$/),
    });
  });

  test('is told of none where it shows none', () => {
    expect(identityOf({}).fragments).toBeUndefined();
  });

  test('keeps it', () => {
    expect(machine().lifecycle.ignore_changes).toContain('identity');
  });
});

test('a machine that exists already shows the identity that is named, where it has several', () => {
  const program = new AzureProgram();
  const old = (id: string, identityClientId?: string) => new AzureExistingVm(program.stack, id, {
    virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/${id}`, location: 'koreacentral', address: '10.20.9.9', network: program.hosts.network, identityClientId,
  });
  expect(old('one')._configuration.document.identity).toBeUndefined();
  expect(old('several', '11111111-2222-3333-4444-555555555555')._configuration.document.identity).toEqual(['11111111-2222-3333-4444-555555555555']);
});

test.each<[string, Partial<TomcatInstanceProps>, string[]]>([
  ['installs the packages of its Tomcat', {}, ['openjdk-17-jre-headless', 'tomcat10-common']],
  ['installs only Java for an archive', { distribution: TomcatDistribution.apacheArchive() }, ['openjdk-17-jre-headless']],
  ['installs nothing for what it has', { distribution: TomcatDistribution.preinstalled('/opt/tomcat') }, []],
])('a machine %s', (_, props, packages) => {
  const program = new AzureProgram();
  program.tomcat('a', program.was.add('was-01'), props);
  const script = scriptOf(program.named('virtual_machine_run_command').configuration);
  expect([...script.matchAll(/^# package (.*)$/gm)].map(([, name]) => name).filter((name) => /jre|tomcat/.test(name))).toEqual(packages);
});
