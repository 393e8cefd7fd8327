import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, ApacheProxyFrontend, ExternalTomcats, Route, Secret, SecurityUpdates, TlsCertificate, TomcatDistribution, TomcatRelease,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { inApply } from './apply-program';
import { LabMachine, rollOutEnvironment, userData } from './lab-machine';
import { MachineTier } from './tier';
import { OsFamily } from '../../src/host/operating-system';
import { payloadProblems, payloadSize } from '../../src/machine/payload';
import { newStack, resolverOf } from '../support/program';
import { evaluateByTerraform } from '../support/terraform';

const SECRET = 'a-secret-of-a-variable';
const VALUES = { ajp_secret: SECRET };

interface CloudConfig {
  readonly write_files: { path: string; permissions: string; encoding: string; content: string }[];
  readonly runcmd: string[][];
}

/** The cloud-config as cloud-init reads it. */
function cloudConfig(machine: LabMachine): CloudConfig {
  return JSON.parse(userData(machine, VALUES).replace(/^#cloud-config\n/, ''));
}

function unpacked(base64: string): string {
  return gunzipSync(Buffer.from(base64, 'base64')).toString('utf8');
}

describe('the configuration of a machine', () => {
  test('is the same in every run', () => {
    const [first, second] = [new MachineTier(), new MachineTier()].map(({ was: [was] }) => [userData(was, VALUES), was._rollOutScript]);
    expect(second).toEqual(first);
  });

  test('holds no token and no secret', () => {
    const { was, web } = new MachineTier({ secret: Secret.unsafePlainText(SECRET) });
    for (const machine of [...was, web]) {
      const text = JSON.stringify(machine._configuration.document);
      expect(text).not.toContain('TfToken');
      expect(text).not.toContain(SECRET);
      expect(machine._rollOutScript).not.toMatch(/TfToken|\$\{|%\{/);
    }
  });

  test('says where values go and what they must look like', () => {
    const { was: [was], web } = new MachineTier();
    const { contents, services: [{ files }] } = was._configuration.document;
    const server = files.find(({ path }) => path.endsWith('/server.xml'))!;
    expect(contents[server.content].filter((fragment) => typeof fragment !== 'string'))
      .toEqual([{ value: 'ajp_secret', escapes: [expect.arrayContaining([['&', '&amp;']])] }]);
    expect(web._configuration.document.values).toEqual([{ name: 'ajp_secret', label: 'ajp_secret', vault: undefined, rules: [
      { pattern: '^[A-Za-z0-9_-]{16,}$', message: expect.stringContaining('shop/web: ajp_secret: an AJP secret must be') },
    ] }]);
  });

  test('holds what several files have in common once', () => {
    const { contents, services: [{ files }] } = new MachineTier({ tomcat: { applications: [
      WebApplication.sessionProbe(), WebApplication.sessionProbe({ contextPath: '/two' }),
    ] } }).was[0]._configuration.document;
    const places = files.filter(({ path }) => path.endsWith('index.jsp')).map(({ content }) => content);
    expect(places).toEqual([places[0], places[0]]);
    expect(new Set(contents.map((content) => JSON.stringify(content))).size).toBe(contents.length);
  });

  test('says what to install and to fetch', () => {
    const { was: [was] } = new MachineTier({ osFamily: 'rhel', tomcat: {
      release: TomcatRelease.of('10.1.59'),
      distribution: TomcatDistribution.apacheArchive(),
      applications: [WebApplication.warFromBlob('https://shop.blob.core.windows.net/releases/shop.war', 'a'.repeat(64))],
    } });
    const { packages, archives, services: [{ downloads, archive, readiness }], enabled } = was._configuration.document;
    expect(packages).toEqual(['chrony', 'dnf-automatic', 'java-17-openjdk-headless', 'nftables']);
    expect(enabled).toEqual(['tomcat-tier-firewall.service', 'chronyd.service', 'dnf-automatic.timer']);
    expect(archives).toEqual([{ url: expect.stringMatching(/^https:.*10\.1\.59\.tar\.gz$/), sha512: TomcatRelease.of('10.1.59').sha512, directory: '/opt/apache-tomcat-10.1.59' }]);
    expect(archive).toBe('/opt/apache-tomcat-10.1.59');
    expect(downloads).toEqual([{
      path: '/srv/tomcat/a/applications/ROOT.war', url: 'https://shop.blob.core.windows.net/releases/shop.war', sha256: 'a'.repeat(64), withIdentity: true,
      war: { servletPackage: 'jakarta', contextXml: expect.arrayContaining(['docBase', 'altDDName', 'Manager', 'path']), distributableWebXml: '/srv/tomcat/a/applications/ROOT.war.web.xml' },
    }]);
    expect(readiness).toMatchObject({ address: '127.0.0.1', port: 8080 });
  });

  test.each<[OsFamily, string, number]>([['debian', 'www-data', 33], ['rhel', 'apache', 48]])('says that httpd of the family %s runs as the user of its packages, %s', (osFamily, name, uid) => {
    const { services: [{ account }] } = new MachineTier({ osFamily }).web._configuration.document;
    expect(account).toEqual({ name, uid });
  });

  test('refuses half of a surrogate pair', () => {
    const { was: [was] } = new MachineTier({ tomcat: { environment: { A: '\ud83d' } } });
    expect(() => was._configuration).toThrow('TEXT_NOT_UNICODE');
    const { was: [whole] } = new MachineTier({ tomcat: { environment: { A: '\\ud83d \\\\ \u{1f468}' } } });
    expect(unpacked(whole._configuration.compressed)).toContain('\u{1f468}');
  });
});

describe('SELinux', () => {
  test('lets the front end connect and listen', () => {
    const { web, was } = new MachineTier({ osFamily: 'rhel' });
    expect(web._configuration.document.selinux).toEqual({
      booleans: ['httpd_can_network_connect'], ports: [{ type: 'http_port_t', protocol: 'tcp', port: 80 }],
    });
    expect(web._configuration.document.packages).toContain('policycoreutils-python-utils');
    expect(was[0]._configuration.document.selinux).toBeUndefined();
  });

  test('lets it listen for TLS too', () => {
    const { stack, instances: [tomcat] } = new MachineTier();
    const host = new LabMachine(stack, 'edge-01', { address: '10.1.0.31', osFamily: 'rhel' });
    const tls = { certificate: TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key') };
    new ApacheProxyFrontend(stack, 'edge', { host, port: 8888, tlsPort: 9443 }).addVirtualHost('b.example.com', { routes: [Route.all(tomcat)], tls });
    expect(host._configuration.document.selinux?.ports).toEqual([8888, 9443].map((port) => ({ type: 'http_port_t', protocol: 'tcp', port })));
  });

  test('lets a front end of Tomcats elsewhere connect', () => {
    const { stack } = new MachineTier();
    const host = new LabMachine(stack, 'edge-01', { address: '10.1.0.31', osFamily: 'rhel' });
    const old = new ExternalTomcats(stack, 'old', { members: [{ jvmRoute: 'old-01', host: '10.1.0.99' }] });
    new ApacheJkFrontend(stack, 'edge', { host }).addVirtualHost('old.example.com', { routes: [Route.all(old)] });
    expect(host._configuration.document.selinux?.booleans).toEqual(['httpd_can_network_connect']);
  });

  test('is of no concern elsewhere', () => {
    expect(new MachineTier().web._configuration.document.selinux).toBeUndefined();
  });
});

describe('the files of a machine', () => {
  test('are those of its services, its units and its own', () => {
    const { web } = new MachineTier();
    expect(Object.keys(web.files).filter((path) => !path.startsWith('/srv/')).sort()).toEqual([
      '/etc/apt/apt.conf.d/60tomcat-tier',
      '/etc/needrestart/conf.d/tomcat-tier.conf',
      '/etc/systemd/system/tomcat-tier-firewall.service',
      '/etc/systemd/system/tomcat-tier-httpd.service',
      '/etc/tomcat-tier/firewall.nft',
    ]);
    expect(web.files['/srv/httpd/conf/workers.properties']).toContain('.secret={{ajp_secret}}');
  });

  test('are fewer without updates and clock', () => {
    const { web } = new MachineTier({ securityUpdates: SecurityUpdates.none(), timeSync: false, hostFirewall: false });
    expect(Object.keys(web.files).filter((path) => !path.startsWith('/srv/')).sort()).toEqual([
      '/etc/needrestart/conf.d/tomcat-tier.conf', '/etc/systemd/system/tomcat-tier-httpd.service',
    ]);
    expect(web._configuration.document.packages).toEqual(['apache2-bin', 'apache2-utils', 'libapache2-mod-jk']);
    expect(web._configuration.document.enabled).toEqual([]);
  });

  test('have no service restarted out of turn after an update of its libraries', () => {
    const conf = (osFamily: OsFamily) => new MachineTier({ osFamily, securityUpdates: SecurityUpdates.none() }).was[0].files['/etc/needrestart/conf.d/tomcat-tier.conf'];
    const [, pattern] = /^\$nrconf\{override_rc\}\{qr\((.*)\)\} = 0;$/m.exec(conf('debian'))!;
    expect(['tomcat-tier-a.service', 'tomcat-tier-httpd.service', 'ssh.service'].map((unit) => new RegExp(pattern).test(unit))).toEqual([true, true, false]);
    expect(conf('rhel')).toBeUndefined();
  });

  test('security updates only, and no reboot', () => {
    expect(new MachineTier().web.files['/etc/apt/apt.conf.d/60tomcat-tier']).toMatch(/Origins-Pattern \{\n(.*-security.*\n){2}\};\nUnattended-Upgrade::Automatic-Reboot "false";\n$/);
    expect(new MachineTier({ osFamily: 'rhel' }).web.files['/etc/dnf/automatic.conf']).toMatch(/upgrade_type = security\n[^]*reboot = never/);
  });
});

describe('the user data of the first boot', () => {
  test('writes the program, its configuration and each value, and runs it', () => {
    const { was: [was] } = new MachineTier();
    const { write_files: files, runcmd } = cloudConfig(was);
    expect(files.map(({ path, permissions, encoding }) => `${permissions} ${encoding} ${path}`)).toEqual([
      '0755 gz+b64 /usr/local/lib/tomcat-tier/apply.py',
      '0600 gz+b64 /var/lib/tomcat-tier/configuration.json',
      '0600 b64 /var/lib/tomcat-tier/values/ajp_secret',
    ]);
    expect(unpacked(files[0].content)).toMatch(/^#!\/usr\/bin\/env python3\n/);
    expect(JSON.parse(unpacked(files[1].content))).toEqual(JSON.parse(JSON.stringify(was._configuration.document)));
    expect(Buffer.from(files[2].content, 'base64').toString()).toBe(SECRET);
    expect(runcmd).toEqual([['python3', '/usr/local/lib/tomcat-tier/apply.py', '--first-boot', '/var/lib/tomcat-tier/configuration.json']]);
  });

  test('has the values that Terraform knows', () => {
    const stack = newStack();
    const variables = { one: 'quotes " and \' and ${x} and \\ and \u{1f468}', two: 'line\nline\n' };
    const secrets = Object.keys(variables).map((name) => new TerraformVariable(stack, name, { type: 'string', sensitive: true }))
      .map((variable) => Secret.fromVariable(variable));
    const machine = new MachineTier({ stack, secret: secrets[0], tomcat: { users: [{ username: 'admin', password: secrets[1], roles: [] }] } }).was[0];
    const given = Object.fromEntries(machine._givenValues.map(({ variable, text }) => [variable, text.toBase64(resolverOf(stack))]));
    const evaluated = evaluateByTerraform({ variables, outputs: { data: machine._firstBoot.toBase64(resolverOf(stack)), ...given } });
    const { data, ...environment } = evaluated as { [name: string]: string };
    expect(Buffer.from(data, 'base64').toString()).toBe(userData(machine, variables));
    expect(environment).toEqual(rollOutEnvironment(machine, variables));
    expect(Object.keys(environment)).toEqual(['VALUE_ONE', 'VALUE_TWO']);
  }, 60_000);

  test('holds nothing of a vault but where the secret is', () => {
    const vault = { uri: 'https://shop.vault.azure.net', name: 'ajp-secret', version: '1' };
    const { was: [was] } = new MachineTier({ secret: Secret._fromVault(vault) });
    expect(was._firstBoot.known).toBeDefined();
    expect(was._givenValues).toEqual([]);
    expect(was._configuration.document.values).toMatchObject([{ name: 'ajp_secret', vault }]);
  });
});

describe('the size of the user data', () => {
  test('is known to the character, with an allowance for each value', () => {
    const { was: [was] } = new MachineTier({ secret: Secret._fromVault({ uri: 'https://shop.vault.azure.net', name: 'ajp' }) });
    expect(payloadSize(was)).toBe(was._firstBoot.toBase64(resolverOf(was._stack)).length);
    const { was: [given] } = new MachineTier();
    expect(payloadSize(given)).toBeGreaterThan(payloadSize(was) + 4000);
  });

  test('is no problem for a usual machine', () => {
    expect(payloadProblems(new MachineTier().was[0], 87_380)).toEqual([]);
  });

  test('is a problem that names the largest files', () => {
    const incompressible = Array.from({ length: 1000 }, (_, index) => createHash('sha512').update(String(index)).digest('base64')).join('');
    const [problem] = payloadProblems(new MachineTier({ tomcat: { environment: { LARGE: incompressible } } }).was[0], 87_380);
    expect(problem).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', severity: 'error', path: 'shop/was-01' });
    expect(problem.got).toMatch(/the largest files are \/srv\/tomcat\/a\/bin\/setenv\.sh \(\d+\), /);
  });
});

describe('the script of a roll-out', () => {
  const header = (script: string) => script.split('\n').filter((line) => line.startsWith('# /'));

  test('says to its reader which files change and what restarts', () => {
    const [before, after] = [50, 51].map((heap) => header(new MachineTier({ tomcat: { maxHeapMegabytes: heap } }).was[0]._rollOutScript));
    expect(before).toContainEqual(expect.stringMatching(/^# \/srv\/tomcat\/a\/conf\/server\.xml [0-9a-f]{12} restarts tomcat-tier-a\.service$/));
    expect(before).toEqual([...before].sort());
    const changed = after.filter((line) => !before.includes(line));
    expect(changed.map((line) => line.split(' ')[1])).toEqual(['/srv/tomcat/a/bin/setenv.sh']);
  });

  test('says where each value comes from', () => {
    const { was: [was] } = new MachineTier();
    expect(was._rollOutScript).toContain('# Values come in the environment, in base64: VALUE_AJP_SECRET\n');
    expect(Object.keys(rollOutEnvironment(was, VALUES))).toEqual(['VALUE_AJP_SECRET']);
  });
});

test('an identity among several is named', () => {
  const machine = new LabMachine(newStack(), 'was-01', { address: '10.1.0.11', identityClientId: '11111111-2222-3333-4444-555555555555' });
  expect(machine._configuration.document.identity).toEqual(['11111111-2222-3333-4444-555555555555']);
  expect(inApply('print(json.dumps(apply.Identity("x").client_id))', null)).toBe('x');
});
