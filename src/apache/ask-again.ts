import type { FailoverTimes } from './failover';
import { loadModule } from './load-module';
import { directive, HttpdDirective, section } from '../text/httpd-directive';
import { asExpression } from '../text/path';

/** The first part of the path to which an answer is sent that cannot be asked for again, since a part of it is with the client. */
const BEGUN = '.begun';

/** What makes a request one that another Tomcat may be asked: nothing of it is gone with the Tomcat that died, and nobody minds it done twice. */
const REPEATABLE = ["%{REQUEST_METHOD} == 'GET'", '-z %{req_novary:Content-Length}', '-z %{req_novary:Transfer-Encoding}'];

/** mod_jk has taken path parameters such as a session id out of the path when it gives up: a request with some is left alone. */
const WITHOUT_PARAMETERS = '%{THE_REQUEST} !~ m#^[^?]*;#';

/** What has been asked for before, in a request that failed. */
export const ASKED_AGAIN = '-n %{reqenv:REDIRECT_STATUS}';

/**
 * What was not asked for again already because of an error. httpd itself notices that the page of an error ends in an error only while no Tomcat has
 * begun an answer: it would ask ten times more for a page at which its Tomcats die.
 */
const NOT_ASKED_AGAIN = '%{reqenv:REDIRECT_STATUS} !~ /^5/';

/** What may be asked for once more. */
const REPEATABLE_ONCE = [...REPEATABLE, NOT_ASKED_AGAIN];

/** What the client itself asks for, not what httpd looks for in its place, such as the page of an error. */
export const FIRST_TIME = '-z %{reqenv:REDIRECT_STATUS}';

const SOON = ['%{req_novary:Accept} !~ /event-stream/', FIRST_TIME];

/** Requests that may be asked for once more, are asked for the first time, and of which an answer is expected soon. */
export const ASKED_FIRST = [...REPEATABLE, ...SOON].join(' && ');

/** Those of them that mod_jk may be asked for once more. */
export const ASKED_FIRST_OF_MOD_JK = [...REPEATABLE, WITHOUT_PARAMETERS, ...SOON].join(' && ');

/** Set for a request of which mod_jk does not wait for an answer as long as it may take. */
export const ASKED_SHORTLY = 'asked-shortly';

/** For what else a request has to do that waited for another Tomcat. */
export const AFTER_WAIT_MS = 1000;

/**
 * How long what may be asked for again is waited for the first time, in milliseconds; undefined where that is as long as ever.
 *
 * @param longestWaitMillis A Tomcat that waits so long for another one that died is no reason to ask again.
 */
export function firstPatience({ repeatGet, silentGetMillis, replyTimeoutMillis }: FailoverTimes, longestWaitMillis = 0): number | undefined {
  const millis = longestWaitMillis > 0 ? Math.max(silentGetMillis, longestWaitMillis + AFTER_WAIT_MS) : silentGetMillis;
  return repeatGet && silentGetMillis > 0 && (replyTimeoutMillis === 0 || millis < replyTimeoutMillis) ? millis : undefined;
}

/**
 * Has httpd ask for a page once more where the answer to a GET would be the page of an error of its own.
 *
 * @param statuses The errors.
 * @param conditions Which requests.
 * @param more What else is so for these requests.
 * @see https://httpd.apache.org/docs/2.4/custom-error.html
 */
export function askAgain(statuses: number[], conditions: string[] = REPEATABLE_ONCE, ...more: HttpdDirective[]): HttpdDirective {
  return documents(statuses, '/%{escape:%{REQUEST_URI}}', conditions, more);
}

/**
 * The same for mod_jk, which gives up on a Tomcat that dies in the middle of its answer, whether or not the client has a part of it. The output
 * filters of httpd note whether they have passed anything on.
 *
 * @param died The errors of a Tomcat that died.
 * @param silent The errors of one that was silent: for requests that were not waited for as long as they may be.
 */
export function askAgainUnlessBegun(died: number[], silent: number[], modules: string): HttpdDirective[] {
  const again = '/%{note:begun}%{escape:%{REQUEST_URI}}';
  const repeatable = [...REPEATABLE_ONCE, WITHOUT_PARAMETERS];
  return [
    loadModule('headers', modules),
    {
      ...directive('Header', 'set', 'Answer-Begun', BEGUN),
      comment: 'A GET whose Tomcat dies or hangs is asked for once more, unless parts of an answer are with the client.',
    },
    directive('Header', 'note', 'Answer-Begun', 'begun'),
    directive('Header', 'unset', 'Answer-Begun'),
    // Not in a Location, after which that of a site for all its paths would count.
    section('If', `%{REQUEST_URI} =~ m#^/${asExpression(BEGUN)}/#`, directive('Require', 'all', 'denied')),
    documents(died, again, repeatable),
    documents(silent, again, [...repeatable, `-n %{reqenv:${ASKED_SHORTLY}}`]),
  ];
}

function documents(statuses: number[], path: string, conditions: string[], more: HttpdDirective[] = []): HttpdDirective {
  const leadingTo = (target: string) => statuses.map((status) => directive('ErrorDocument', status, target));
  return section('If', conditions.join(' && '), ...more, ...leadingTo(path), section('If', '-n %{QUERY_STRING}', ...leadingTo(`${path}?%{QUERY_STRING}`)));
}
