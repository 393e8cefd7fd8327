import { FailoverTimes } from './failover';
import { loadModule } from './load-module';
import { directive, HttpdDirective, section } from '../text/httpd-directive';

/** The first part of the path to which an answer is sent that cannot be asked for again, since a part of it is with the client. */
const BEGUN = '.begun';

/**
 * The requests that are asked for once more. A module that balances may have taken path parameters such as a session id out of the path by
 * then, so that a request with some is left alone.
 */
const REPEATABLE = ["%{REQUEST_METHOD} == 'GET'", '%{THE_REQUEST} !~ /;/', '-z %{req_novary:Content-Length}', '-z %{req_novary:Transfer-Encoding}']
  .join(' && ');

/** Requests that may be asked for once more, are asked for the first time, and of which an answer is expected soon. */
export const ASKED_FIRST = `${REPEATABLE} && %{req_novary:Accept} !~ /event-stream/ && -z %{reqenv:REDIRECT_STATUS}`;

/** The statuses with which a module that balances gives up: on a Tomcat that died with the request, and on one that is silent. */
const GIVEN_UP = [502, 504];

/**
 * Has httpd ask for a page again on which the module that balances has given up, as long as its output filters have passed nothing on.
 *
 * @see https://httpd.apache.org/docs/2.4/custom-error.html
 */
export function askAgain({ repeatGet }: FailoverTimes, modules: string): HttpdDirective[] {
  if (!repeatGet) return [];
  const again = '/%{note:begun}%{escape:%{REQUEST_URI}}';
  const documents = (path: string) => GIVEN_UP.map((status) => directive('ErrorDocument', status, path));
  return [
    loadModule('headers', modules),
    {
      ...directive('Header', 'set', 'Answer-Begun', BEGUN),
      comment: 'A GET whose Tomcat dies or hangs is asked for once more, unless parts of an answer are with the client.',
    },
    directive('Header', 'note', 'Answer-Begun', 'begun'),
    directive('Header', 'unset', 'Answer-Begun'),
    section('Location', `/${BEGUN}`, directive('Require', 'all', 'denied')),
    section('If', REPEATABLE, ...documents(again), section('If', '-n %{QUERY_STRING}', ...documents(`${again}?%{QUERY_STRING}`))),
  ];
}
