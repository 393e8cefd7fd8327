import { directive, HttpdDirective, section } from '../text/httpd-directive';

/** What makes a request one that another Tomcat may be asked: nothing of it is gone with the Tomcat that died, and nobody minds it done twice. */
const REPEATABLE = ["%{REQUEST_METHOD} == 'GET'", '-z %{req_novary:Content-Length}', '-z %{req_novary:Transfer-Encoding}'];

/**
 * Has httpd ask for a page once more where the answer to a GET would be the page of an error of its own.
 *
 * @param status The error.
 * @param first What comes before the path: nothing, or what httpd puts in for a note.
 * @param and A further condition.
 * @see https://httpd.apache.org/docs/2.4/custom-error.html
 */
export function askAgain(status: number, first: string = '', and: string[] = []): HttpdDirective {
  const again = `/${first}%{escape:%{REQUEST_URI}}`;
  const [method, ...others] = REPEATABLE;
  return section('If', [method, ...and, ...others].join(' && '),
    directive('ErrorDocument', status, again),
    section('If', '-n %{QUERY_STRING}', directive('ErrorDocument', status, `${again}?%{QUERY_STRING}`)));
}
