import { askAgain } from './ask-again';
import { SERVER_ROOT } from './httpd-conf';
import { loadModule } from './load-module';
import { directive, httpdFile, HttpdDirective, section } from '../text/httpd-directive';
import { Text } from '../text/text';

/**
 * mod_jk.conf.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/apache.html
 */
export function modJkConf(modules: string): Text {
  return httpdFile([
    loadModule('jk', modules),
    directive('JkWorkersFile', `${SERVER_ROOT}/conf/workers.properties`),
    directive('JkShmFile', `${SERVER_ROOT}/run/jk-runtime-status`),
    directive('JkWatchdogInterval', 1),
    directive('JkLogFile', '/proc/self/fd/2'),
    directive('JkLogLevel', 'warn'),
    directive('JkLogStampFormat', '[%a %b %d %H:%M:%S.%Q %Y] '),
    ...askAgainUnlessBegun(modules),
  ]);
}

/** The first part of the path to which an answer is sent that cannot be asked for again, since a part of it is with the client. */
const BEGUN = '.begun';

/**
 * mod_jk gives up, with 502, on a Tomcat that dies after it has sent the headers of an answer. As long as httpd has passed nothing on, which
 * its output filters note, a GET is asked for again, and mod_jk takes another member. mod_jk has taken path parameters such as a session id
 * out of the path by then, so that such a request is left alone.
 */
function askAgainUnlessBegun(modules: string): HttpdDirective[] {
  return [
    loadModule('headers', modules),
    { ...directive('Header', 'set', 'Answer-Begun', BEGUN), comment: 'A GET whose Tomcat dies in the middle of the answer is asked for again, unless parts of it are with the client.' },
    directive('Header', 'note', 'Answer-Begun', 'begun'),
    directive('Header', 'unset', 'Answer-Begun'),
    section('Location', `/${BEGUN}`, directive('Require', 'all', 'denied')),
    askAgain(502, '%{note:begun}', ['%{THE_REQUEST} !~ /;/']),
  ];
}
