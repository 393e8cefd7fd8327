import { ASKED_FIRST_OF_MOD_JK, ASKED_SHORTLY, askAgainUnlessBegun, firstPatience } from '../ask-again';
import { JkLogLevel, JkModuleOptions } from './jk-module-options';
import { FailoverTimes } from '../failover';
import { SERVER_ROOT } from '../httpd-conf';
import { loadModule } from '../load-module';
import { memberWatch } from '../member-command';
import { directive, httpdFile, HttpdDirective } from '../../text/httpd-directive';
import { Text } from '../../text/text';

/** The statuses with which mod_jk gives up: on a Tomcat that died with the request, and on one that is silent. */
const [DIED, SILENT] = [[502], [504]];

/**
 * mod_jk.conf.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/apache.html
 */
export function modJkConf(modules: string, failover: FailoverTimes, options: JkModuleOptions): Text {
  const { logLevel = JkLogLevel.WARN } = options;
  return httpdFile([
    loadModule('jk', modules),
    directive('JkWorkersFile', `${SERVER_ROOT}/conf/workers.properties`),
    directive('JkShmFile', `${SERVER_ROOT}/run/jk-runtime-status`),
    directive('JkWatchdogInterval', 1),
    directive('JkLogFile', '/proc/self/fd/2'),
    directive('JkLogLevel', logLevel._name),
    directive('JkLogStampFormat', '[%a %b %d %H:%M:%S.%Q %Y] '),
    ...jkOptions(options),
    memberWatch(),
    ...(failover.repeatGet ? [...askAgainUnlessBegun(DIED, SILENT, modules), ...impatience(failover)] : []),
  ]);
}

function jkOptions({ rejectUnsafeUri, forwardPhysicalAddress, forwardSslCertChain }: JkModuleOptions): HttpdDirective[] {
  const names = [
    ...(rejectUnsafeUri ? ['+RejectUnsafeURI'] : []),
    ...(forwardPhysicalAddress ? ['+ForwardPhysicalAddress'] : []),
    ...(forwardSslCertChain ? ['+ForwardSSLCertChain'] : []),
  ];
  return names.length > 0 ? [directive('JkOptions', ...names)] : [];
}

/** What is asked for again is waited for only so long the first time. */
function impatience(failover: FailoverTimes): HttpdDirective[] {
  const millis = firstPatience(failover);
  return millis === undefined ? [] : [directive('SetEnvIfExpr', ASKED_FIRST_OF_MOD_JK, `JK_REPLY_TIMEOUT=${millis}`, ASKED_SHORTLY)];
}
