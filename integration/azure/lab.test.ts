import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../support/command';
import { docker, leftovers, shell } from '../support/containers';
import { repository } from '../support/repository';
import { until } from '../support/until';
import { Resource } from './arm/resource';
import { AzureLab } from './lab';
import { SUBSCRIPTION } from './web/endpoints';

const DIRECTORY = join(repository, 'reports/azure-lab');
const EXISTING = `/subscriptions/${SUBSCRIPTION}/resourceGroups/existing`;
const MACHINES = `/subscriptions/${SUBSCRIPTION}/resourceGroups/lab/providers/Microsoft.Compute/virtualMachines`;
const TOKEN = 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net';
const PASSWORD = "it's a s3cret";
const SECRET = 'from the vault';
const SCRIPT = 'cloud-init status --wait --long && echo "$TIER knows ${#PASSWORD} characters" >/srv/www/configured';

const lines: string[] = [];
let lab: AzureLab;

beforeAll(async () => {
  lab = await AzureLab.start({ port: 8543, balancerPorts: 18590, log: (line) => lines.push(line) });
  await existing('', {});
  await existing('/providers/Microsoft.Network/virtualNetworks/existing', {
    addressSpace: { addressPrefixes: ['10.84.0.0/16'] }, subnets: [{ name: 'existing', properties: { addressPrefix: '10.84.1.0/24' } }],
  });
  await existing('/providers/Microsoft.Network/networkSecurityGroups/existing', {});
  await existing('/providers/Microsoft.KeyVault/vaults/lab-vault', {});
  lab.setSecret('lab-vault', 'ajp', SECRET);
  rmSync(DIRECTORY, { recursive: true, force: true });
  cpSync(join(__dirname, 'fixture'), DIRECTORY, { recursive: true });
  await terraform(SCRIPT, 'init');
  await terraform(SCRIPT, 'apply', '-auto-approve');
});

afterAll(() => lab?.stop());

test('each machine boots from its custom data and is configured by its run command', async () => {
  await expect(shell('azure-lab-web', 'cat /srv/www/configured')).resolves.toBe('web knows 13 characters');
  await expect(shell('azure-lab-was', 'cat /srv/www/configured; hostname')).resolves.toBe('was knows 13 characters\nwas');
});

test('a second plan changes nothing', async () => {
  await expect(terraform(SCRIPT, 'plan', '-detailed-exitcode')).resolves.toContain('No changes.');
});

test('the load balancer sends to the healthy machine', async () => {
  await untilHealthy(true);
  expect(lab.loadBalancers()).toEqual([expect.objectContaining({ name: 'web', frontendPort: 80, listen: 18590 })]);
  await expect(visit('/configured')).resolves.toBe('web knows 13 characters\n');
});

test('security groups are enforced by rule and by group of machines', async () => {
  await expect(fetchIn('web', 'http://10.83.2.10:8000/health')).resolves.toBe('fine200');
  await expect(fetchIn('was', 'http://10.83.1.10:8000/health')).resolves.toBe('000');
});

test('only a subnet with a way out reaches the internet', async () => {
  // Nothing listens there: whoever gets through is refused.
  const knock = 'timeout 3 bash -c "</dev/tcp/198.51.100.10/9" 2>&1 | grep -q refused && echo refused || echo "no answer"';
  await expect(shell('azure-lab-web', knock)).resolves.toBe('refused');
  await expect(shell('azure-lab-was', knock)).resolves.toBe('no answer');
});

test('nobody receives multicast', async () => {
  const join = 's.setsockopt(0, 35, socket.inet_aton("228.0.0.4") + socket.inet_aton("0.0.0.0"))';
  const receive = `import socket; s = socket.socket(2, 2); s.bind(("", 45564)); ${join}; s.settimeout(3); print(s.recv(9))`;
  const heard = shell('azure-lab-was', `python3 -c '${receive}' 2>&1 | tail -1`);
  const send = 'import socket, time; s = socket.socket(2, 2); [(s.sendto(b"hello", ("228.0.0.4", 45564)), time.sleep(0.5)) for _ in range(5)]';
  await shell('azure-lab-web', `python3 -c '${send}'`);
  await expect(heard).resolves.toContain('timed out');
});

test('a machine reads a secret with the token of an identity that has the role', async () => {
  const url = 'https://lab-vault.vault.azure.net/secrets/ajp?api-version=7.4';
  await expect(fetchIn('web', url)).resolves.toMatch(/401$/);
  await expect(fetchIn('web', url, await token('web'))).resolves.toContain(SECRET);
  await expect(fetchIn('was', url, await token('was'))).resolves.toMatch(/403$/);
});

test('the metadata service insists on its header', async () => {
  await expect(fetchIn('web', 'http://169.254.169.254/metadata/instance?api-version=2021-02-01')).resolves.toMatch(/400$/);
});

test('a machine to which others gave a second identity has to say which it shows', async () => {
  const before = await lab.request('GET', `${MACHINES}/was`) as Resource;
  const [own] = Object.values(before.identity?.userAssignedIdentities ?? {});
  const second = `/subscriptions/${SUBSCRIPTION}/resourceGroups/lab/providers/Microsoft.ManagedIdentity/userAssignedIdentities/web`;
  await lab.request('PATCH', `${MACHINES}/was`, { identity: { userAssignedIdentities: { [second]: {} } } });
  const ask = (which = '') => shell('azure-lab-was', `curl -s -m 4 -w '%{http_code}' -H Metadata:true '${TOKEN}${which}'`);
  await expect(ask()).resolves.toMatch(/Multiple user assigned identities exist.*400$/);
  await expect(ask(`&client_id=${own.clientId}`)).resolves.toMatch(/access_token.*200$/);
  await lab.request('PUT', `${MACHINES}/was`, before);
  await expect(ask()).resolves.toMatch(/access_token.*200$/);
});

test('a script that fails fails the deployment, with its exit code and what it printed', async () => {
  const failure = terraform('echo "no such thing" >&2; exit 7', 'apply', '-auto-approve');
  await expect(failure).rejects.toThrow(/exit status=7[^]*no such thing/);
});

test('a machine that was deallocated gets no connections and runs no script', async () => {
  await lab.request('POST', `${MACHINES}/web/deallocate`);
  expect(lab.virtualMachine('web').powerState).toBe('deallocated');
  await untilHealthy(false);
  await expect(visit('/health')).rejects.toThrow();
  const command = { properties: { source: { script: 'true' } } };
  await expect(lab.request('PUT', `${MACHINES}/web/runCommands/other`, command)).rejects.toThrow('not running');
});

test('a machine that is started again has its disk, its service and its rules', async () => {
  await lab.request('POST', `${MACHINES}/web/start`);
  await untilHealthy(true);
  await expect(visit('/configured')).resolves.toContain('web knows');
  await expect(shell('azure-lab-web', 'nft list table inet azure_nsg')).resolves.toContain('clients-to-web');
});

test('a machine whose power is cut gets its rules back as well', async () => {
  await docker('kill', 'azure-lab-web');
  await until(10, async () => (lab.virtualMachine('web').powerState === 'stopped' ? '' : 'the machine to be stopped'));
  await docker('start', 'azure-lab-web');
  const rules = () => shell('azure-lab-web', 'nft list table inet azure_nsg 2>/dev/null || true');
  await until(10, async () => ((await rules()).includes('clients-to-web') ? '' : 'the rules'));
  expect(lab.virtualMachine('web').powerState).toBe('running');
});

test('the log holds no secret', () => {
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.filter((line) => line.includes('s3cret') || line.includes(SECRET))).toEqual([]);
});

test('destroy leaves nothing', async () => {
  await terraform(SCRIPT, 'destroy', '-auto-approve');
  expect(lab.resources().filter((each) => !each.startsWith(EXISTING))).toEqual([]);
  expect(lab.resources().filter((each) => each.includes('roleAssignments'))).toEqual([]);
  await expect(leftovers('azure-lab')).resolves.toEqual([]);
  expect(await docker('volume', 'ls', '--quiet', '--filter', 'label=azure-lab')).toBe('');
});

async function existing(path: string, properties: object): Promise<void> {
  await lab.request('PUT', `${EXISTING}${path}`, { location: 'westeurope', properties });
}

function terraform(script: string, action: string, ...options: string[]): Promise<string> {
  return command(process.env.TERRAFORM_BINARY_NAME ?? 'terraform', [`-chdir=${DIRECTORY}`, action, '-input=false', '-no-color', ...options], {
    env: { ...lab.environment, TF_VAR_vault: 'lab-vault', TF_VAR_script: script, TF_VAR_password: PASSWORD },
    log: 'reports/azure-lab-terraform.log',
    seconds: 300,
  });
}

async function untilHealthy(healthy: boolean): Promise<void> {
  await until(30, async () => {
    const isSo = lab.loadBalancers().flatMap((each) => each.backends).every((each) => each.healthy === healthy);
    return isSo ? '' : `every backend to be ${healthy ? 'healthy' : 'unhealthy'}`;
  });
}

async function visit(path: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${lab.loadBalancers()[0].listen}${path}`)).text();
}

/** What a machine gets from there, with the status at the end. */
function fetchIn(machine: string, url: string, token?: string): Promise<string> {
  const header = token ? `-H 'Authorization: Bearer ${token}'` : '';
  return shell(`azure-lab-${machine}`, `curl -s -m 4 -w '%{http_code}' ${header} '${url}' || true`);
}

async function token(machine: string): Promise<string> {
  return JSON.parse(await shell(`azure-lab-${machine}`, `curl -s -m 4 -H Metadata:true '${TOKEN}'`)).access_token;
}
