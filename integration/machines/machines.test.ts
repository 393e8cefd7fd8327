import { containerOf, Machines, on } from './machines';
import { ADDRESSES, SUBNET, tier, tooEarly, VALUES } from './tier';
import { ruleset } from '../../src/machine/firewall';
import { Flow, onePort } from '../../src/network/flow';
import { docker } from '../support/containers';
import { until } from '../support/until';

const BOOT_S = 300;
const HOSTS = ['was-01', 'web-01'];
const OTHER = 'web-01';
const machines = new Machines(SUBNET, VALUES);

beforeAll(async () => {
  await machines.remove();
  await machines.prepare();
  const { was, web } = await tier();
  await Promise.all([was, web, await tooEarly()].map((machine) => machines.boot(machine)));
  await Promise.all(HOSTS.map(untilBooted));
});

afterAll(() => machines.remove());

describe('the first boot', () => {
  test.each(HOSTS)('of %s is done without a warning', async (host) => {
    expect(await on(host, 'cloud-init status --long')).toMatch(/^status: done$/m);
    expect(await on(host, "grep -hE '(WARNING|ERROR|CRITICAL)' /var/log/cloud-init.log || true")).toBe('');
    expect(await on(host, 'systemctl --failed --no-legend --plain')).toBe('');
  });

  test.each(HOSTS)('of %s has user data that cloud-init knows', async (host) => {
    expect(await on(host, 'cloud-init schema --config-file /var/lib/cloud/seed/nocloud/user-data')).toContain('Valid');
  });

  test('leads to sites that answer', async () => {
    const { was, web } = await tier();
    expect([was, web].map((machine) => machines.rollOut(machine))).toEqual(HOSTS.map((host) => ({
      status: 0, error: '', out: `tomcat-tier: ${host} has its configuration\n`,
    })));
    expect(await session('a')).toMatchObject({ site: 'a', instance: 'a-was-01' });
    expect(await session('b')).toMatchObject({ site: 'b', instance: 'b-was-01' });
  });

  test('has a Tomcat run with the Java of its package', async () => {
    expect(await on('was-01', `tr '\\0' '\\n' < /proc/${await startOf('a')}/environ | grep JAVA_HOME=`)).toMatch(/^JAVA_HOME=\/usr\/lib\/jvm\/java-17-openjdk-\w+$/);
    expect(await on('was-01', 'journalctl --no-pager | grep -E "Unknown (lvalue|key)" || true')).toBe('');
  });

  test('has a Tomcat read and write text in UTF-8, and go by its time zone', async () => {
    const variables = await on('was-01', `tr '\\0' '\\n' < /proc/${await startOf('a')}/environ`);
    expect(variables.split('\n')).toEqual(expect.arrayContaining(['LANG=C.UTF-8', 'TZ=Asia/Seoul']));
    expect(await on('was-01', "LANG=C.UTF-8 java -XshowSettings:properties -version 2>&1 | grep -o 'file.encoding = .*'")).toBe('file.encoding = UTF-8');
  });

  test('lets a Tomcat write what the program says, and nothing beside it', async () => {
    expect(await on('was-01', "stat --format '%U %a %n' /srv/shop /srv/shop/uploads /srv/dumps /srv/dumps/a"))
      .toBe('root 755 /srv/shop\ntomcat 750 /srv/shop/uploads\nroot 755 /srv/dumps\ntomcat 750 /srv/dumps/a');
    const mounts = (await on('was-01', `awk '$5 == "/" || $5 ~ "^/srv" { print $5, substr($6, 1, 2) }' /proc/${await startOf('a')}/mountinfo`)).split('\n').sort();
    expect(mounts).toEqual([
      '/ ro', '/srv/dumps/a rw', '/srv/shop/uploads rw', ...['logs', 'temp', 'webapps', 'work'].map((name) => `/srv/tomcat/a/${name} rw`),
    ]);
  });

  test('leaves a machine that installs security updates, and no others', async () => {
    expect(await on('was-01', 'systemctl is-enabled apt-daily-upgrade.timer')).toBe('enabled');
    const said = await on('was-01', 'unattended-upgrade --dry-run --debug 2>&1');
    const [, origins] = /^Allowed origins are: (.*)$/m.exec(said) ?? [];
    expect(origins.split(', ')).toEqual([
      'origin=Debian,codename=bookworm-security,label=Debian-Security',
      'origin=Ubuntu,archive=bookworm-security,label=Ubuntu',
    ]);
  });

  test('leaves needrestart, which reads its configuration as Perl, no service of ours to restart', async () => {
    const asked = `our %nrconf; eval do { local(@ARGV, $/) = "/etc/needrestart/conf.d/tomcat-tier.conf"; <> }; die $@ if $@;
      foreach my $unit (@ARGV) { foreach (keys %{$nrconf{override_rc}}) { print "$unit $nrconf{override_rc}{$_}\n" if $unit =~ /$_/ } }`;
    expect(await on('was-01', `perl -e '${asked}' tomcat-tier-a.service tomcat-tier-firewall.service ssh.service`))
      .toBe('tomcat-tier-a.service 0\ntomcat-tier-firewall.service 0');
  });

  test('leaves files that their services read and only root writes', async () => {
    const files = await on('was-01', "find /srv/tomcat /var/lib/tomcat-tier /etc/systemd/system/tomcat-tier-* -printf '%M %u:%g %p\\n'");
    const lines = files.split('\n');
    expect(lines).toEqual(expect.arrayContaining([
      'drwxr-xr-x root:root /srv/tomcat',
      'drwxr-x--- root:tomcat /srv/tomcat/a',
      '-rw-r----- root:tomcat /srv/tomcat/a/conf/server.xml',
      'drwxr-x--- tomcat:tomcat /srv/tomcat/a/work',
      'drwx------ root:root /var/lib/tomcat-tier',
      '-rw------- root:root /var/lib/tomcat-tier/applied.json',
      '-rw------- root:root /var/lib/tomcat-tier/values/ajp_secret',
      '-rw-r--r-- root:root /etc/systemd/system/tomcat-tier-a.service',
    ]));
    const writable = lines.filter((line) => !/^(d..x|-..-|l)/.test(line) || (/^.{5}w|^.{8}w/.test(line) && !line.startsWith('l')));
    expect(writable).toEqual([]);
    expect(await on('was-01', 'cat /srv/tomcat/b/conf/server.xml')).toContain('a-secret-from-the-vault');
    expect(await on('was-01', 'grep -rlE "a-secret-(from|of)" /var/lib/tomcat-tier /var/log /etc /run 2>/dev/null || true'))
      .toBe('/var/lib/tomcat-tier/values/ajp_secret');
  });

  test('starts processes that are nobody of importance', async () => {
    const processes = (await on('web-01', "ps -eo user=,args= | grep '[/]usr/sbin/apache2'")).split('\n');
    expect(processes.length).toBeGreaterThan(1);
    expect(processes.filter((line) => !line.startsWith('www-data '))).toEqual([]);
  });

  test('brings what Tomcat and httpd log into the journal, to the last word', async () => {
    await session('a');
    await until(10, async () => await said('web-01', 'httpd', 'a.example.com .* /session ') && await said('was-01', 'a', 'GET /session ') ? '' : 'the access logs');
    await on('was-01', 'systemctl restart tomcat-tier-a');
    expect(await said('was-01', 'a', 'Destroying ProtocolHandler .*8080')).toBe(true);
    await untilReady('was-01', 'a');
  });
});

test('a first boot that failed is said why, and caught up on by a roll-out', async () => {
  await expect(untilBooted('was-02')).rejects.toThrow('was-02: the secret site-c-ajp of the vault');
  const machine = await tooEarly();
  const before = machines.rollOut(machine);
  expect(before.status).toBe(1);
  const missing = 'the secret site-c-ajp of the vault http://169.254.169.254 could not be read (status 404): put the secret into the vault, enabled';
  expect(before.error).toBe(`tomcat-tier: the first boot failed: was-02: ${missing}\ntomcat-tier: was-02: ${missing}\n`);
  await on('was-02', "echo '{\"site-c-ajp\": \"a-secret-that-came-late\"}' > /opt/secrets.json");
  expect(machines.rollOut(machine)).toMatchObject({ status: 0, error: '' });
  await untilReady('was-02', 'c');
});

describe('the firewall', () => {
  test('is written as nft reads it, for both families of addresses, overlapping ranges and multicast', async () => {
    const flow = (addresses: string[], port: number, more: Partial<Flow> = {}): Flow => ({
      purpose: 'ajp', from: { name: 'them', addresses }, to: undefined as unknown as Flow['to'], address: '10.0.0.1', protocol: 'tcp', ports: onePort(port), ...more,
    });
    const text = ruleset('web-01', [
      flow(['10.0.0.0/16', '10.1.0.0/24', '10.0.3.0/24'], 80), flow(['2001:db8::/32'], 80), flow(['10.0.0.9/32'], 4560, { address: '228.0.0.4', protocol: 'udp' }),
    ]);
    await on('was-01', `printf %s '${Buffer.from(text).toString('base64')}' | base64 -d | nft --check --file -`);
  });

  const connects = async (port: number, from?: string) => {
    const connect = `timeout 2 bash -c 'exec 3<>/dev/tcp/${ADDRESSES['was-01']}/${port}' && echo open || echo closed`;
    return from ? on(from, connect) : docker('run', '--rm', '--network', 'it-machine', 'debian:12-slim', 'bash', '-c', connect);
  };

  test('lets the front end reach the AJP connectors, and nothing else', async () => {
    expect(await connects(8009, OTHER)).toBe('open');
    expect(await connects(8019, OTHER)).toBe('open');
    expect(await connects(22, OTHER)).toBe('closed');
    expect(await connects(4000, OTHER)).toBe('closed');
  });

  test('lets nobody else reach anything', async () => {
    expect(await connects(8009)).toBe('closed');
    expect(await connects(22)).toBe('closed');
  });

  test('leaves the tables of others', async () => {
    await on('was-01', 'nft add table inet other && systemctl reload tomcat-tier-firewall');
    // The container's own table, for its DNS server, is `ip nat`.
    expect((await on('was-01', 'nft list tables')).split('\n').sort()).toEqual(['table inet other', 'table inet tomcat_tier', 'table ip nat']);
    await on('was-01', 'nft delete table inet other');
  });
});

test('a second boot changes nothing, and everything runs', async () => {
  const before = await fingerprint('was-01');
  await docker('restart', '--time', '60', containerOf('was-01'));
  await untilBooted('was-01');
  await Promise.all(['a', 'b'].map((service) => untilReady('was-01', service)));
  expect(await fingerprint('was-01')).toBe(before);
  expect(await on('was-01', 'nft list tables')).toContain('table inet tomcat_tier');
});

describe('a roll-out', () => {
  test('restarts only the service that has changed', async () => {
    const [a, b] = await Promise.all(['a', 'b'].map(startOf));
    const { status, error } = machines.rollOut((await tier({ maxThreads: 77 })).was);
    expect({ status, error }).toEqual({ status: 0, error: '' });
    expect(await on('was-01', 'cat /srv/tomcat/a/conf/server.xml')).toContain('maxThreads="77"');
    expect(await startOf('a')).not.toBe(a);
    expect(await startOf('b')).toBe(b);
  });

  test('that breaks a service is taken back, and says so', async () => {
    const before = await fingerprint('was-01');
    const { status, error } = machines.rollOut((await tier({ maxThreads: 77, jvmOptions: ['-XX:NoSuchOption'] })).was);
    expect(status).toBe(1);
    expect(error).toMatch(/^tomcat-tier: was-01: tomcat-tier-a\.service ended again and again/);
    expect(error).toContain("Unrecognized VM option 'NoSuchOption'");
    expect(error).toMatch(/The previous configuration is running again\.\n$/);
    expect(error.length).toBeLessThan(4096);
    expect(await fingerprint('was-01')).toBe(before);
    await untilReady('was-01', 'a');
  });

  test('with the configuration that runs succeeds afterwards, and restarts nothing', async () => {
    const a = await startOf('a');
    const { status, out } = machines.rollOut((await tier({ maxThreads: 77 })).was);
    expect({ status, out }).toEqual({ status: 0, out: 'tomcat-tier: was-01 has its configuration\n' });
    expect(await startOf('a')).toBe(a);
  });

  test('does not start a service whose port something else on the machine has', async () => {
    await on('was-01', 'systemctl stop tomcat-tier-a && systemd-run --quiet --unit other python3 -m http.server --bind 127.0.0.1 8080');
    await until(20, async () => on('was-01', "bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080'").then(() => '', () => 'the other program'));
    const { status, error } = machines.rollOut((await tier({ maxThreads: 77 })).was);
    expect(status).toBe(1);
    expect(error).toContain('tomcat-tier-a.service needs port 8080, which a process that is not of this unit has: ss -ltnp shows it.');
    await on('was-01', 'systemctl stop other');
    expect(machines.rollOut((await tier({ maxThreads: 77 })).was)).toMatchObject({ status: 0, error: '' });
  });

  test('takes a service away with all that was its own', async () => {
    const { status, error } = machines.rollOut((await tier({ maxThreads: 77, siteB: false })).was);
    expect({ status, error }).toEqual({ status: 0, error: '' });
    expect(await on('was-01', 'ls /srv/tomcat; ls /etc/systemd/system | grep tomcat-tier')).toBe('a\ntomcat-tier-a.service\ntomcat-tier-firewall.service');
    expect(await on('was-01', 'nft list chain inet tomcat_tier input')).not.toContain('8019');
    expect(await on('was-01', 'systemctl --failed --no-legend --plain')).toBe('');
  });
});

async function untilBooted(host: string): Promise<void> {
  await until(BOOT_S, async () => {
    const status = await on(host, 'test -S /run/dbus/system_bus_socket && cloud-init status || true').catch(() => '');
    if (status.includes('error')) throw new Error(await on(host, 'tail -n 40 /var/log/cloud-init-output.log'));
    return status.includes('done') ? '' : `the boot of ${host}`;
  });
}

async function untilReady(host: string, service: string): Promise<void> {
  await until(60, async () => on(host, `systemctl is-active --quiet tomcat-tier-${service} && bash -c 'exec 3<>/dev/tcp/127.0.0.1/${service === 'b' ? 8090 : 8080}'`)
    .then(() => '', () => `the service ${service} of ${host}`));
}

/** Everything that may not change without a reason: content, owner and mode of each file. */
async function fingerprint(host: string): Promise<string> {
  const directories = '/etc /srv /usr/local /var/lib/tomcat-tier';
  const scratch = ['logs', 'temp', 'webapps', 'work'].map((name) => `-not -path '/srv/tomcat/*/${name}*'`).join(' ');
  const list = `find ${directories} ${scratch} -not -name ld.so.cache -not -path /var/lib/tomcat-tier/failure -not -path /var/lib/tomcat-tier/attempted.json`;
  return on(host, `{ ${list} -printf '%M %u:%g %p\\n' | sort; ${list} -type f -print0 | sort -z | xargs -0 sha256sum; } | sha256sum`);
}

function startOf(service: string): Promise<string> {
  return on('was-01', `systemctl show --property MainPID --value tomcat-tier-${service}`);
}

async function said(host: string, service: string, pattern: string): Promise<boolean> {
  return await on(host, `journalctl --unit tomcat-tier-${service} --output cat --no-pager | grep -c '${pattern}' || true`) !== '0';
}

async function session(site: string): Promise<object> {
  const answer = await on('web-01', `curl --silent --fail --header 'Host: ${site}.example.com' http://${ADDRESSES['web-01']}/session`);
  return JSON.parse(answer);
}
