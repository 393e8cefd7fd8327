import { NO_PAGE, pageOf } from '../virtual-host/error-pages';
import { VirtualHost } from '../virtual-host/virtual-host';
import { directive, HttpdDirective } from '../../text/httpd-directive';

const STATUS = '503';

/** What failed before, since no Tomcat was there to be asked. */
const NOBODY_ASKED = `%{reqenv:REDIRECT_STATUS} == '${STATUS}' && -z %{reqenv:REDIRECT_BALANCER_WORKER_NAME}`;

/**
 * The page of a site where httpd knows that none of its Tomcats can be reached. It would ask again otherwise, and what fails then it explains in
 * its own words: there is no second ErrorDocument.
 */
export function pageOfNobody({ errorPages = {} }: VirtualHost): HttpdDirective[] {
  if (errorPages[STATUS] === undefined) return [];
  return [
    directive('RewriteEngine', 'On'),
    directive('RewriteCond', 'expr', `${NOBODY_ASKED} && ${NO_PAGE}`),
    directive('RewriteRule', '^', pageOf(STATUS), '[PT,E=no-proxy:1]'),
  ];
}
