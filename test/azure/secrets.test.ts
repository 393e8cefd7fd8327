import { gunzipSync } from 'node:zlib';
import { AzureKeyVault, Secret } from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, Resource, scriptOf, VAULT } from './azure-program';
import { newApp } from '../support/program';

/** What every run command is given: which change it brings. */
const rollOut = { name: 'ROLL_OUT', value: expect.stringMatching(/^\$\{terraform_data\.\S+_rolled-out_\w+\.id\}$/) };

/** A Tomcat and its front end with one secret: what Terraform reads of it. */
function deployed(secret?: Secret, vault = VAULT): { program: AzureProgram; machines: Resource[]; commands: Resource[] } {
  const program = new AzureProgram(newApp(), 'shop', { keyVaults: [vault] });
  const ajpSecret = secret ?? program.secret;
  program.frontend('web', program.web.add('web-01'), [program.tomcat('a', program.was.add('was-01'), { ajpSecret })]);
  const { resource } = program.terraform;
  return { program, machines: Object.values(program.machines), commands: Object.values(resource.azurerm_virtual_machine_run_command) };
}

/** What apply.py is told, of the script that unpacks it. */
function configurationOf(command: Resource): { values: object[]; [key: string]: unknown } {
  const [, base64] = /configuration\.json"\n(\S+)\nEND/.exec(scriptOf(command))!;
  return JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString('utf8'));
}

describe('a secret of a Key Vault', () => {
  const { machines, commands } = deployed(VAULT.secret('ajp-secret', 'v7'));

  test('is fetched by each machine that needs it', () => {
    commands.forEach((command) => expect(configurationOf(command).values).toEqual([
      expect.objectContaining({ vault: { uri: 'https://shop-secrets.vault.azure.net', name: 'ajp-secret', version: 'v7' } }),
      { name: 'identity', label: 'identity', rules: [] },
    ]));
  });

  test('is fetched where the vault is, in a sovereign cloud too', () => {
    const vault = AzureKeyVault.fromId(`${GROUP}/Microsoft.KeyVault/vaults/shop`, 'vault.azure.cn');
    expect(vault.uri).toBe('https://shop.vault.azure.cn');
    deployed(vault.secret('ajp-secret'), vault).commands.forEach((command) => expect(configurationOf(command).values).toContainEqual(
      expect.objectContaining({ vault: { uri: 'https://shop.vault.azure.cn', name: 'ajp-secret' } })));
  });

  test('is in nothing that Terraform reads: custom_data and script are constant texts, but for which identity may read it', () => {
    const identity = 'azurerm_user_assigned_identity\\.hosts_identity_\\w+\\.client_id';
    const constant = 'base64decode\\("[A-Za-z0-9+/=]+"\\)';
    machines.forEach(({ custom_data: data }) => expect(data).toMatch(
      new RegExp(`^\\$\\{base64encode\\(join\\("", \\[${constant}, base64encode\\(${identity}\\), ${constant}\\]\\)\\)\\}$`),
    ));
    commands.forEach((command) => {
      expect(scriptOf(command)).not.toContain('${');
      expect(command.protected_parameter).toEqual([rollOut, expect.objectContaining({ value: expect.stringMatching(new RegExp(`\\[${identity}\\]`)) })]);
    });
    expect(JSON.stringify([machines, commands])).not.toContain('var.');
  });
});

describe('a secret of a variable', () => {
  const { program, machines, commands } = deployed();

  test('is put into custom_data by Terraform, which knows that it is sensitive', () => {
    expect(program.terraform.variable.ajp_secret.sensitive).toBe(true);
    machines.forEach(({ custom_data: data }) => expect(data).toMatch(/^\$\{base64encode\(join\("", \[.*base64encode\(var\.ajp_secret\).*\]\)\)\}$/));
  });

  test('reaches a running machine as a protected parameter, never in the script', () => {
    commands.forEach((command) => {
      expect(command.protected_parameter).toEqual([rollOut, { name: 'VALUE_AJP_SECRET', value: '${base64encode(join("", [var.ajp_secret]))}' }]);
      expect(command.parameter).toBeUndefined();
      expect(command.source.script).not.toContain('var.');
    });
  });

  test('is looked at before anything is changed, where not every character arrives', () => {
    const web = [program.machines['web-01'], commands.find((command) => scriptOf(command).includes('workers.properties'))!];
    web.forEach(({ lifecycle }) => expect(lifecycle.precondition).toContainEqual({
      condition: expect.stringMatching(/^\$\{can\(regex\(.*, var\.ajp_secret\)\)\}$/), error_message: expect.stringMatching(/^shop\/web: ajp_secret: /),
    }));
  });
});

test('a machine without a secret is given no value', () => {
  const program = new AzureProgram();
  program.tomcat('a', program.was.add('was-01'), { ajpSecret: undefined });
  const command = program.named('virtual_machine_run_command').configuration;
  expect(command.protected_parameter).toEqual([rollOut]);
  expect(command.lifecycle.precondition).toBeUndefined();
});
