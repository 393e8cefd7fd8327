import { MachineTier } from './tier';
import { commandWord, environmentWord, unitFile } from '../../src/text/systemd-unit';
import { problemOf } from '../support/program';

const UNIT = '/etc/systemd/system/tomcat-tier-a.service';

test('the unit of a Tomcat', () => {
  expect(new MachineTier().was[0].files[UNIT]).toBe(`# Written by cdktf-tomcat-cluster for a.
[Unit]
Description=a (tomcat-10.1-package)
Wants=network-online.target
After=network-online.target tomcat-tier-firewall.service
StartLimitIntervalSec=300
StartLimitBurst=5

[Service]
Type=exec
User=tomcat
Environment=CATALINA_HOME=/usr/share/tomcat10
Environment=CATALINA_BASE=/srv/tomcat/a
ExecStartPre=+/bin/mkdir -p -m 0750 -- /srv/tomcat/a/logs /srv/tomcat/a/temp /srv/tomcat/a/webapps /srv/tomcat/a/work
ExecStartPre=+/usr/bin/find /srv/tomcat/a/logs /srv/tomcat/a/temp /srv/tomcat/a/webapps /srv/tomcat/a/work -xdev -mindepth 1 -delete
ExecStartPre=+/bin/chown -- tomcat: /srv/tomcat/a/logs /srv/tomcat/a/temp /srv/tomcat/a/webapps /srv/tomcat/a/work
ExecStart=/bin/bash -c "exec > >(trap \\"\\" HUP INT TERM; exec cat) 2>&1; exec \\"$$@\\"" a /usr/share/tomcat10/bin/catalina.sh run
SyslogIdentifier=a
SuccessExitStatus=143
TimeoutStartSec=90
TimeoutStopSec=35
Restart=always
RestartSec=2
LimitNOFILE=65536
UMask=0027
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
ReadWritePaths=-/srv/tomcat/a/logs
ReadWritePaths=-/srv/tomcat/a/temp
ReadWritePaths=-/srv/tomcat/a/webapps
ReadWritePaths=-/srv/tomcat/a/work

[Install]
WantedBy=multi-user.target
`);
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
