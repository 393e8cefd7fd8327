import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Token } from 'cdktf';
import {
  Connector, Membership, SessionCluster, SessionManager, TomcatDistribution, TomcatInstance, TomcatInstanceProps,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { LabMachine } from './lab-machine';
import { MachineTier } from './tier';
import { OsFamily } from '../../src/host/operating-system';
import { commandWord, environmentWord, unitFile } from '../../src/text/systemd-unit';
import { problemOf, problemsOf, variableSecret } from '../support/program';
import { temporaryFolder } from '../support/temporary';

const UNIT = '/etc/systemd/system/tomcat-tier-a.service';

test('the unit of a Tomcat', () => {
  expect(new MachineTier().was[0].files[UNIT]).toBe(`# Written by cdktf-tomcat-cluster for a.
[Unit]
Description=a (tomcat-10.1-package)
Wants=network-online.target
After=network-online.target tomcat-tier-firewall.service
StartLimitIntervalSec=0
X-Packages=openjdk-17-jre-headless tomcat10-common

[Service]
Type=exec
User=tomcat
Environment=LANG=C.UTF-8
Environment=CATALINA_HOME=/usr/share/tomcat10
Environment=CATALINA_BASE=/srv/tomcat/a
ExecStartPre=+/bin/mkdir -p -m 0750 -- /srv/tomcat/a/logs /srv/tomcat/a/temp /srv/tomcat/a/webapps /srv/tomcat/a/work
ExecStartPre=+/usr/bin/find /srv/tomcat/a/logs /srv/tomcat/a/temp /srv/tomcat/a/webapps /srv/tomcat/a/work -xdev -mindepth 1 -delete
ExecStartPre=+/bin/chown -- tomcat: /srv/tomcat/a/logs /srv/tomcat/a/temp /srv/tomcat/a/webapps /srv/tomcat/a/work
ExecStart=/bin/bash -c "java=(/usr/lib/jvm/java-17-openjdk-*); [ ! -x \\"$$java/bin/java\\" ] || export JAVA_HOME=\\"$$java\\"; exec > >(trap \\"\\" HUP INT TERM; exec cat) 2>&1; exec \\"$$@\\"" a /usr/share/tomcat10/bin/catalina.sh run
SyslogIdentifier=a
LogRateLimitIntervalSec=0
SuccessExitStatus=143
TimeoutStartSec=90
TimeoutStopSec=40
Restart=always
RestartSec=2
LimitNOFILE=65536
UMask=0027
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
IPAddressDeny=169.254.169.254
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
ReadWritePaths=-/srv/tomcat/a/logs
ReadWritePaths=-/srv/tomcat/a/temp
ReadWritePaths=-/srv/tomcat/a/webapps
ReadWritePaths=-/srv/tomcat/a/work

[Install]
WantedBy=multi-user.target
`);
});

test('a service may use the identity of its machine where the program says so', () => {
  const unitWith = (servicesUseIdentity?: boolean) => new MachineTier({ servicesUseIdentity }).was[0].files[UNIT];
  expect(unitWith()).toContain('IPAddressDeny=');
  expect(unitWith(true)).not.toContain('IPAddressDeny=');
});

describe('the Java of a Tomcat', () => {
  const unitWith = (osFamily: OsFamily, javaPackage?: string) => {
    const unit = new MachineTier({ osFamily, tomcat: { distribution: TomcatDistribution.apacheArchive({ javaPackage }) } }).was[0].files[UNIT];
    return { packages: /^X-Packages=(.*)$/m.exec(unit)?.[1], home: /java=\((.*?)\)/.exec(unit)?.[1] };
  };

  test.each<[OsFamily, string | undefined, string, string | undefined]>([
    ['debian', undefined, 'openjdk-17-jre-headless', '/usr/lib/jvm/java-17-openjdk-*'],
    ['debian', 'openjdk-21-jdk', 'openjdk-21-jdk', '/usr/lib/jvm/java-21-openjdk-*'],
    ['debian', 'temurin-21-jre', 'temurin-21-jre', undefined],
    ['rhel', undefined, 'java-17-openjdk-headless', '/usr/lib/jvm/jre-17-openjdk'],
    ['rhel', 'java-1.8.0-openjdk', 'java-1.8.0-openjdk', '/usr/lib/jvm/jre-1.8.0-openjdk'],
    ['rhel', 'java-21-amazon-corretto-headless', 'java-21-amazon-corretto-headless', undefined],
  ])('is that of its package, and another package another unit: %s with %s', (osFamily, javaPackage, packages, home) => {
    expect(unitWith(osFamily, javaPackage)).toEqual({ packages, home });
  });

  test('is its own on a machine with several', () => {
    const { stack, was: [host] } = new MachineTier();
    new TomcatInstance(stack, 'b', { host, portIndex: 1, distribution: TomcatDistribution.operatingSystemPackage({ javaPackage: 'openjdk-21-jre-headless' }) });
    expect(['a', 'b'].map((name) => /java-\d+-openjdk/.exec(host.files[`/etc/systemd/system/tomcat-tier-${name}.service`])?.[0])).toEqual(['java-17-openjdk', 'java-21-openjdk']);
  });

  test('is none of a front end', () => {
    const unit = new MachineTier().web.files['/etc/systemd/system/tomcat-tier-httpd.service'];
    expect(unit).toContain('X-Packages=apache2-bin apache2-utils libapache2-mod-jk\n');
    expect(unit).not.toContain('java');
  });
});

test('what shall stay is the process\'s own and is not emptied', () => {
  const unit = new MachineTier({ tomcat: { heapDumpDirectory: '/srv/dumps/a' } }).was[0].files[UNIT];
  expect(unit).toMatch(/^ExecStartPre=\+\/bin\/sh -c "umask 022; .*; exec mkdir -p -m 0750 .*" mkdir \/srv\/dumps\/a\nExecStartPre=\+\/bin\/chown -h -- tomcat: \/srv\/dumps\/a$/m);
  expect(unit.split('\n').filter((line) => /find .* -delete/.test(line) && line.includes('dumps'))).toEqual([]);
  expect(unit).toContain('ReadWritePaths=-/srv/dumps/a\n');
});

test('what applications write is made where it is missing, and otherwise left as it is', () => {
  const unit = new MachineTier({ tomcat: { writableDirectories: ['/srv/uploads', '/mnt/share/shop'] } }).was[0].files[UNIT];
  expect(unit).toContain('RequiresMountsFor=/srv/uploads /mnt/share/shop\n');
  expect(unit).toContain('ReadWritePaths=-/srv/uploads\nReadWritePaths=-/mnt/share/shop\n');
  expect(unit).toContain('ExecStartPre=/usr/bin/test -d /srv/uploads\nExecStartPre=/usr/bin/test -d /mnt/share/shop\n');
  expect(unit.split('\n').filter((line) => /chown|-delete/.test(line) && /uploads|share/.test(line))).toEqual([expect.stringMatching(/^ExecStartPre=-\+\/bin\/sh -c "umask 022; /)]);
});

test('the command of the unit that makes directories leaves those that are there alone', () => {
  const folder = temporaryFolder();
  const [there, missing] = [`${folder}/there`, `${folder}/new/missing`];
  mkdirSync(there, { mode: 0o777 });
  chmodSync(there, 0o701);
  const unit = new MachineTier({ tomcat: { writableDirectories: ['/srv/uploads'] } }).was[0].files[UNIT];
  const script = /^ExecStartPre=-\+\/bin\/sh -c "(umask .*)" tomcat: \/srv\/uploads$/m.exec(unit)![1].replace(/\\"/g, '"').replace(/\$\$/g, '$');
  execFileSync('sh', ['-c', `umask 027; ${script}`, userInfo().username, there, missing]);
  expect([there, missing, `${folder}/new`].map((directory) => statSync(directory).mode & 0o777)).toEqual([0o701, 0o750, 0o755]);
});

test('the command of the unit that makes what shall stay follows no link', () => {
  const folder = temporaryFolder();
  const [own, link] = [`${folder}/new/own`, `${folder}/link`];
  symlinkSync(folder, link);
  const unit = new MachineTier({ tomcat: { heapDumpDirectory: '/srv/dumps/a' } }).was[0].files[UNIT];
  const script = /^ExecStartPre=\+\/bin\/sh -c "(umask .*)" mkdir \/srv\/dumps\/a$/m.exec(unit)![1].replace(/\\"/g, '"').replace(/\$\$/g, '$');
  const run = (...directories: string[]) => spawnSync('sh', ['-c', `umask 027; ${script}`, 'mkdir', ...directories], { encoding: 'utf8' });
  expect(run(own, link)).toMatchObject({ status: 1, stderr: `${link} is a symbolic link: say the directory that it leads to\n` });
  expect(run(own)).toMatchObject({ status: 0, stderr: '' });
  expect([own, `${folder}/new`].map((directory) => statSync(directory).mode & 0o777)).toEqual([0o750, 0o755]);
});

describe('directories of the services of a machine', () => {
  const nested = (a: Partial<TomcatInstanceProps>, b: Partial<TomcatInstanceProps> = {}) => {
    const { stack, was: [host] } = new MachineTier({ tomcat: a });
    new TomcatInstance(stack, 'b', { host, ajpSecret: variableSecret(stack, 'b_secret'), portIndex: 1, ...b });
    return problemsOf(stack).filter(({ code, path }) => code === 'DIRECTORY_NESTED' && !path.includes('was-02')).map(({ path, got }) => `${path}: ${got}`);
  };
  const uploads = { writableDirectories: ['/srv/uploads'] };

  test.each([
    ['what stays below what the same service writes', { ...uploads, heapDumpDirectory: '/srv/uploads/dumps' }, {},
      'shop/a-was-01: what shall stay of a in /srv/uploads/dumps, below /srv/uploads, which has the writableDirectories of a'],
    ['what stays below what another service writes', { heapDumpDirectory: '/srv/uploads/dumps' }, uploads,
      'shop/a-was-01: what shall stay of a in /srv/uploads/dumps, below /srv/uploads, which has the writableDirectories of b'],
    ['what a service writes below what stays of another', { heapDumpDirectory: '/srv/dumps' }, { writableDirectories: ['/srv/dumps/b'] },
      'shop/a-was-01: the writableDirectories of b in /srv/dumps/b, below /srv/dumps, which has what shall stay of a'],
    ['what stays below what stays', { heapDumpDirectory: '/srv/dumps' }, { heapDumpDirectory: '/srv/dumps/b' },
      'shop/b: what shall stay of b in /srv/dumps/b, below /srv/dumps, which has what shall stay of a'],
    ['what stays where each start takes everything away', { heapDumpDirectory: '/srv/tomcat/a/temp/dumps' }, {},
      'shop/a-was-01: what shall stay of a in /srv/tomcat/a/temp/dumps, below /srv/tomcat/a/temp, which has temporary files of a'],
  ])('are refused: %s', (_, a, b, said) => {
    expect(nested(a, b)).toEqual([said]);
  });

  test('are taken beside each other, and where applications share one', () => {
    expect(nested({ ...uploads, heapDumpDirectory: '/srv/uploads-dumps' }, { writableDirectories: ['/srv/uploads', '/srv/uploads/b'] })).toEqual([]);
  });
});

test.each<[number[], number]>([[[100], 65_536], [[60_000, 10_000], 78_192], [[-1, 60_000], 68_192]])('with connections %j it may open %d files', (connections, files) => {
  const connectors = connections.map((maxConnections, index) => Connector.http({ maxConnections, port: 8080 + index }));
  expect(new MachineTier({ tomcat: { connectors } }).was[0].files[UNIT]).toContain(`\nLimitNOFILE=${files}\n`);
});

describe('a start of a member', () => {
  const seconds = (applications: number, props: { startSeconds?: number; waits?: number } = {}) => {
    const tier = new MachineTier();
    const cluster = new SessionCluster(tier.stack, 'x', {
      membership: Membership.staticUnicast(), manager: SessionManager.delta({ stateTransferTimeoutSeconds: props.waits }),
    });
    const host = new LabMachine(tier.stack, 'was-09', { address: '10.1.0.19' });
    new TomcatInstance(tier.stack, 'b', {
      host, cluster, startSeconds: props.startSeconds, applications: [...Array(applications).keys()].map((n) => WebApplication.sessionProbe({ contextPath: `/${n}` })),
    });
    return Number(/TimeoutStartSec=(\d+)/.exec(host.files['/etc/systemd/system/tomcat-tier-b.service'])![1]);
  };

  test('may take as long as its applications wait for sessions, and more', () => {
    expect([seconds(1), seconds(6, { waits: 10 }), seconds(7, { waits: 10 })]).toEqual([90, 90, 100]);
    expect([seconds(2, { waits: 120 }), seconds(1, { waits: -1 })]).toEqual([270, 90]);
  });

  test('may take what the program says', () => {
    expect(seconds(7, { waits: 10, startSeconds: 60 })).toBe(60);
  });

  test.each([0, -1, 90.5])('may not take %s seconds', (startSeconds) => {
    expect(problemOf(() => seconds(1, { startSeconds }))).toMatchObject({ code: 'OPTION_RANGE', got: `startSeconds ${startSeconds} of the instance` });
  });

  test('may not take a time that only Terraform knows', () => {
    expect(problemOf(() => seconds(1, { startSeconds: Token.asNumber('${var.seconds}') }))).toMatchObject({ code: 'VALUE_NOT_KNOWN', got: 'startSeconds that only Terraform knows' });
  });
});

test('a front end may listen below 1024 without being root', () => {
  const unit = new MachineTier().web.files['/etc/systemd/system/tomcat-tier-httpd.service'];
  expect(unit).toMatch(/^User=www-data$/m);
  expect(unit).toMatch(/^CapabilityBoundingSet=CAP_NET_BIND_SERVICE\nAmbientCapabilities=CAP_NET_BIND_SERVICE$/m);
});

test('words keep what systemd would replace or split', () => {
  expect(['a/b-c.d', 'a b', 'say "x"', 'back\\slash', '100%', '$HOME', 'two\nlines', ''].map(commandWord))
    .toEqual(['a/b-c.d', '"a b"', '"say \\"x\\""', '"back\\\\slash"', '100%%', '$$HOME', '"two\\nlines"', '""']);
  expect(environmentWord('A', '$HOME 50%')).toBe('"A=$HOME 50%%"');
  expect(problemOf(() => commandWord('a\0b')).code).toBe('TEXT_NOT_EXPRESSIBLE');
});

test('a unit file says its settings in order', () => {
  expect(unitFile('A comment.', { Unit: [['A', '1', '2']], Service: [['B', '3'], ['B', '4']] })).toBe('# A comment.\n[Unit]\nA=1 2\n\n[Service]\nB=3\nB=4\n');
});

test('no service is called like the unit of the firewall', () => {
  expect(problemOf(() => new MachineTier({ tomcat: { instanceName: 'firewall' } })).code).toBe('SERVICE_NAME_TAKEN');
});
