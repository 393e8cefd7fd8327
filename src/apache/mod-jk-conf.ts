import { ASKED_FIRST, askAgain } from './ask-again';
import { FailoverTimes } from './failover';
import { SERVER_ROOT } from './httpd-conf';
import { loadModule } from './load-module';
import { directive, httpdFile, HttpdDirective } from '../text/httpd-directive';
import { Text } from '../text/text';

/**
 * mod_jk.conf.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/apache.html
 */
export function modJkConf(modules: string, failover: FailoverTimes): Text {
  return httpdFile([
    loadModule('jk', modules),
    directive('JkWorkersFile', `${SERVER_ROOT}/conf/workers.properties`),
    directive('JkShmFile', `${SERVER_ROOT}/run/jk-runtime-status`),
    directive('JkWatchdogInterval', 1),
    directive('JkLogFile', '/proc/self/fd/2'),
    directive('JkLogLevel', 'warn'),
    directive('JkLogStampFormat', '[%a %b %d %H:%M:%S.%Q %Y] '),
    ...askAgain(failover, modules),
    ...impatience(failover),
  ]);
}

/** What is asked for again is waited for only so long the first time. */
function impatience({ repeatGet, silentGetMillis, replyTimeoutMillis }: FailoverTimes): HttpdDirective[] {
  const impatient = silentGetMillis > 0 && (replyTimeoutMillis === 0 || silentGetMillis < replyTimeoutMillis);
  return repeatGet && impatient ? [directive('SetEnvIfExpr', ASKED_FIRST, `JK_REPLY_TIMEOUT=${silentGetMillis}`)] : [];
}
