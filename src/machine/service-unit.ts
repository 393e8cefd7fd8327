import type { Machine } from './machine';
import { commandWord, environmentWord, pathWord, plainWord, Setting, unitFile } from '../text/systemd-unit';
import { Service } from '../host/service';
import { environmentOn } from '../host/time-zone';

/** The name of a service's unit. */
export function unitName(service: Service): string {
  return `tomcat-tier-${service.name}.service`;
}

/**
 * Passes on what the process prints through a pipe. The process may open /dev/stdout as a file, as Tomcat's access log and
 * httpd's logs do; that works with a pipe of its own and not with the journal's socket. The reader ends when the pipe is
 * closed and not when systemd says so, so that the last words of the process reach the journal.
 */
const THROUGH_A_PIPE = 'exec > >(trap "" HUP INT TERM; exec cat) 2>&1; exec "$@"';

/** Says which Java it is to a program that looks for one, as far as it is there. */
function withJava(javaHome: string | undefined): string {
  return javaHome === undefined ? '' : `java=(${javaHome}); [ ! -x "$java/bin/java" ] || export JAVA_HOME="$java"; `;
}

/** Where a process asks the cloud for what its machine may do. */
const INSTANCE_METADATA = '169.254.169.254';

/**
 * The unit that runs a service: it starts with the machine, and again whenever its process ends, however often that is.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html
 */
export function serviceUnit(machine: Machine, service: Service, firewall: string | undefined): string {
  const { account, command, scratchDirectories: scratch, startSeconds, stopSeconds } = service;
  const state = service.stateDirectories();
  const writable = service.writableDirectories ?? [];
  const after = ['network-online.target', ...(firewall ? [firewall] : [])];
  const { packages, javaHome } = service.software.machine ?? { packages: {} };
  const installed = packages[machine._osFamily] ?? [];
  const lowPort = service.listeners().some(({ port }) => port < 1024);
  return unitFile(`Written by cdktf-tomcat-cluster for ${service.name}.`, {
    Unit: [
      ['Description', plainWord(`${service.name} (${service.software.name})`)],
      ['Wants', 'network-online.target'],
      ['After', ...after],
      // A share that is not there would be written on the disk below it.
      ...(writable.length > 0 ? [['RequiresMountsFor', ...writable.map(pathWord)] as Setting] : []),
      // Started again for ever: what it lacked may come back, and nobody else would start it then.
      ['StartLimitIntervalSec', '0'],
      // Not for systemd: the unit is another one, and is restarted, when others take their place.
      ...(installed.length > 0 ? [['X-Packages', ...installed.map(plainWord)] as Setting] : []),
    ],
    Service: [
      ['Type', 'exec'],
      ['User', account.name],
      ...Object.entries(environmentOn(machine, service)).map(([name, value]): Setting => ['Environment', environmentWord(name, value)]),
      ...emptied(scratch, account.name),
      ...kept(state, account.name),
      ...foundOrMade(writable, account.name),
      ['ExecStart', ...['/bin/bash', '-c', `${withJava(javaHome?.[machine._osFamily])}${THROUGH_A_PIPE}`, service.name, ...command].map(commandWord)],
      ['SyslogIdentifier', plainWord(service.name)],
      // The journal would drop the lines of an access log beyond 10,000 in 30 seconds.
      ['LogRateLimitIntervalSec', '0'],
      // What a Java machine answers to SIGTERM.
      ['SuccessExitStatus', '143'],
      ...(service.stopSignal ? [['KillSignal', service.stopSignal] as Setting] : []),
      ['TimeoutStartSec', String(startSeconds)],
      ['TimeoutStopSec', String(stopSeconds + 5)],
      ['Restart', 'always'],
      ['RestartSec', '2'],
      ['LimitNOFILE', String(Math.max(service.openFiles(), 65_536))],
      ['UMask', '0027'],
      ['NoNewPrivileges', 'yes'],
      ['CapabilityBoundingSet', ...(lowPort ? ['CAP_NET_BIND_SERVICE'] : [])],
      ...(lowPort ? [['AmbientCapabilities', 'CAP_NET_BIND_SERVICE'] as Setting] : []),
      ['ProtectSystem', 'strict'],
      ['ProtectHome', 'read-only'],
      ['PrivateTmp', 'yes'],
      ['PrivateDevices', 'yes'],
      ...(machine._servicesUseIdentity ? [] : [['IPAddressDeny', INSTANCE_METADATA] as Setting]),
      ['ProtectKernelTunables', 'yes'],
      ['ProtectKernelModules', 'yes'],
      ['ProtectControlGroups', 'yes'],
      ['RestrictNamespaces', 'yes'],
      ['RestrictRealtime', 'yes'],
      ['RestrictSUIDSGID', 'yes'],
      ['LockPersonality', 'yes'],
      ...[...scratch, ...state, ...writable].map((directory): Setting => ['ReadWritePaths', pathWord(`-${directory}`)]),
    ],
    Install: [['WantedBy', 'multi-user.target']],
  });
}

/** Root follows no link that whoever writes nearby may have put there. */
const REFUSE_LINK = '[ ! -L "$each" ] || { echo "$each is a symbolic link: say the directory that it leads to" >&2; exit 1; }';
const MAKE_OWN = `umask 022; for each; do ${REFUSE_LINK}; done; exec mkdir -p -m 0750 -- "$@"`;

/** Directories that the process finds as it left them. */
function kept(directories: string[], account: string): Setting[] {
  if (directories.length === 0) return [];
  const words = directories.map(commandWord);
  return [
    // UMask= would keep the process out of the parents that are made.
    ['ExecStartPre', '+/bin/sh', '-c', commandWord(MAKE_OWN), 'mkdir', ...words],
    ['ExecStartPre', '+/bin/chown', '-h', '--', commandWord(`${account}:`), ...words],
  ];
}

const MAKE_MISSING = 'umask 022; for each; do [ -e "$each" ] || { mkdir -p -m 0750 -- "$each" && chown -h -- "$0" "$each"; }; done';

/** Directories that may be others' too: what is there is left as it is. A share may refuse root, and show it nothing; the process must find them. */
function foundOrMade(directories: string[], account: string): Setting[] {
  if (directories.length === 0) return [];
  return [
    ['ExecStartPre', '-+/bin/sh', ...['-c', MAKE_MISSING, `${account}:`, ...directories].map(commandWord)],
    ...directories.map((directory): Setting => ['ExecStartPre', '/usr/bin/test', '-d', commandWord(directory)]),
  ];
}

/** Directories that the process finds empty, and its own. Done by root, outside of what confines the process. */
function emptied(directories: string[], account: string): Setting[] {
  if (directories.length === 0) return [];
  const words = directories.map(commandWord);
  return [
    ['ExecStartPre', '+/bin/mkdir', '-p', '-m', '0750', '--', ...words],
    // The directories themselves stay: ReadWritePaths= has them mounted.
    ['ExecStartPre', '+/usr/bin/find', ...words, '-xdev', '-mindepth', '1', '-delete'],
    // With its login group, whatever that is called.
    ['ExecStartPre', '+/bin/chown', '--', commandWord(`${account}:`), ...words],
  ];
}
