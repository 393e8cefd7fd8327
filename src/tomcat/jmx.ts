import type { TomcatInstance } from './tomcat-instance';
import { ConfigError } from '../checks/config-error';
import { configFile, HostFile } from '../host/host-file';
import { Listener } from '../host/listener';
import { Flow, onePort } from '../network/flow';
import { checkCidrs, everyoneAmong } from '../network/ipv4';
import { checkPort } from '../network/port';
import { checkSecret } from '../text/check-secret';
import { Constraint } from '../text/reference';
import { Secret } from '../text/secret';
import { Text } from '../text/text';

/** How a Tomcat is looked at from outside, with a program such as jconsole. */
export interface JmxOptions {
  /** Who may. */
  readonly username: string;
  /** The password: at least 16 of A-Z, a-z, 0-9, `_` and `-`. */
  readonly password: Secret;
  /** Whether that user may change something too, and so run any program as Tomcat. @default false */
  readonly readwrite?: boolean;
  /**
   * Ranges of addresses in CIDR notation from which the port is reached. What is said there is not encrypted.
   *
   * @default - none: the port is on 127.0.0.1, to be reached through a tunnel of SSH
   */
  readonly allowedFrom?: string[];
  /** The port. @default - 9010 + 10n for the n-th instance of a host */
  readonly port?: number;
}

/** The name under which the JVM finds the login below. */
const LOGIN = 'TomcatJmx';

/** The file of passwords has one line of words for each user. */
const PASSWORD: Constraint = { pattern: '^[A-Za-z0-9_-]{16,}$', message: 'a JMX password must be at least 16 of A-Z, a-z, 0-9, _ and -.' };

/** Refuses what the JVM would not take, or everyone would reach. */
export function checkJmx({ username, password, allowedFrom, port: chosen }: JmxOptions, path: string): void {
  checkSecret(password, 'password', path);
  if (chosen !== undefined) checkPort(chosen, 'JMX port', path);
  if (allowedFrom !== undefined) checkCidrs(allowedFrom, path);
  const refuse = (got: string, why: string, fix: string): never => {
    throw new ConfigError({ code: 'JMX', path, got, why, fix });
  };
  if (!/^[A-Za-z0-9_.-]+$/.test(username)) {
    refuse(`the JMX user "${username}"`, 'its file takes one word without quotes', 'use letters, digits, _, . and -');
  }
  const all = everyoneAmong(allowedFrom ?? []);
  if (all !== undefined) {
    refuse(`JMX for ${all}`, 'the password is not encrypted on its way, and whoever has it looks into the memory of Tomcat',
      "pass the addresses of those who need it, as in allowedFrom: ['203.0.113.7/32']");
  }
}

/** Of the instance for those who are named, otherwise of the host alone. */
function address({ _props: { jmx }, _address }: TomcatInstance): string {
  return jmx?.allowedFrom ? _address : '127.0.0.1';
}

function port({ _props: { jmx }, _ports }: TomcatInstance): number {
  return jmx?.port ?? _ports.jmx;
}

export function jmxListeners(instance: TomcatInstance): Listener[] {
  const { jmx } = instance._props;
  return jmx ? [{ port: port(instance), protocol: 'tcp', purpose: 'JMX', reachable: jmx.allowedFrom !== undefined }] : [];
}

export function jmxFlows(instance: TomcatInstance): Flow[] {
  const { _props: { jmx }, _address, host } = instance;
  const from = { name: 'administrators', addresses: jmx?.allowedFrom ?? [] };
  return jmx?.allowedFrom ? [{ purpose: 'jmx', from, to: host, address: _address, protocol: 'tcp', ports: onePort(port(instance)) }] : [];
}

/**
 * Options of the Java virtual machine, which all lines of Tomcat have in common: its registry and its objects are on one port of one address.
 *
 * @see https://docs.oracle.com/en/java/javase/17/management/monitoring-and-management-using-jmx-technology.html
 */
export function jmxOptions(instance: TomcatInstance): string[] {
  if (!instance._props.jmx) return [];
  const conf = confOf(instance);
  const properties = {
    'com.sun.management.jmxremote.host': address(instance),
    'com.sun.management.jmxremote.port': port(instance),
    'com.sun.management.jmxremote.rmi.port': port(instance),
    'java.rmi.server.hostname': address(instance),
    'com.sun.management.jmxremote.ssl': false,
    'com.sun.management.jmxremote.authenticate': true,
    // The JVM takes a password file of its own account only, and this one is root's: a login module reads it.
    'com.sun.management.jmxremote.login.config': LOGIN,
    'java.security.auth.login.config': `${conf}/jmx-login.config`,
    'com.sun.management.jmxremote.access.file': `${conf}/jmx.access`,
  };
  return Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
}

export function jmxFiles(instance: TomcatInstance): HostFile[] {
  const { jmx } = instance._props;
  if (!jmx) return [];
  const conf = confOf(instance);
  return [
    configFile(`${conf}/jmx-login.config`, Text.of(
      `${LOGIN} {\n  com.sun.jmx.remote.security.FileLoginModule required passwordFile="${conf}/jmx.password" hashPasswords="false";\n};\n`,
    )),
    configFile(`${conf}/jmx.access`, Text.of(`${jmx.username} ${jmx.readwrite ? 'readwrite' : 'readonly'}\n`)),
    configFile(`${conf}/jmx.password`, Text.of(`${jmx.username} `, jmx.password._text.constrained(PASSWORD), '\n')),
  ];
}

function confOf({ _catalinaBase }: TomcatInstance): string {
  return `${_catalinaBase}/conf`;
}
