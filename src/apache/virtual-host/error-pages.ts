import { SERVER_ROOT } from '../httpd-conf';
import { ConfigError } from '../../checks/config-error';
import { configFile, HostFile } from '../../host/host-file';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';
import { asExpression } from '../../text/path';
import { Text } from '../../text/text';

/** Pages by the status that they explain, or by another name. */
export interface ErrorPages {
  readonly [status: string]: string;
}

/** The first part of the path at which httpd finds its own pages. Clients are refused there. */
const PAGES = '/.page';

/** One of them, and nothing that is found from there, such as `/.page/../x`: SetEnvIf compares the path as the client has written it. */
const A_PAGE = `^${asExpression(PAGES)}/[0-9a-z]+[.]html$`;

/** What is asked for is not one of them. */
export const NO_PAGE = `%{REQUEST_URI} !~ m#${A_PAGE}#`;

/** The path of the page that is called so. */
export function pageOf(name: string): string {
  return `${PAGES}/${name}.html`;
}

/**
 * The statuses of errors that httpd knows. With any other one it does not start.
 *
 * @see https://github.com/apache/httpd/blob/2.4.x/modules/http/http_protocol.c status_lines
 */
const STATUS = /^(?:40\d|41[0-7]|42[1-4689]|431|451|50[0-8]|51[01])$/;

/** Whether httpd starts with a page for this status. */
export function mayHavePage(status: string): boolean {
  return STATUS.test(status);
}

export function checkErrorPages(pages: ErrorPages, path: string): void {
  for (const status of Object.keys(pages)) {
    if (mayHavePage(status)) continue;
    throw new ConfigError({
      code: 'ERROR_PAGE', path, got: `an error page for "${status}"`, why: 'it is no status from 400 to 599 that httpd knows, and with another one httpd does not start',
      fix: "write it as in { '503': '<h1>Back soon</h1>' }",
    });
  }
}

/**
 * ErrorDocument of a site: for errors that httpd itself answers with. An answer of a Tomcat passes as it is.
 *
 * @see https://httpd.apache.org/docs/2.4/custom-error.html
 */
export function errorPageDirectives(pages: ErrorPages, serverName: string): HttpdDirective[] {
  const names = Object.keys(pages);
  if (names.length === 0) return [];
  return [
    ...names.filter(mayHavePage).map((status) => directive('ErrorDocument', status, pageOf(status))),
    { ...directive('SetEnvIf', 'Request_URI', A_PAGE, 'no-jk', 'no-proxy'), comment: 'Its own pages come from httpd, whatever the routes say.' },
    directive('Alias', `${PAGES}/`, `${directoryOf(serverName)}/`),
    section('Directory', directoryOf(serverName), directive('ForceType', 'text/html; charset=utf-8')),
  ];
}

/** Whoever may not see the site may see its pages, in place of what he asked for: stronger than what any Location says. */
export function pagesGranted(pages: ErrorPages): HttpdDirective[] {
  if (Object.keys(pages).length === 0) return [];
  return [section('If', `%{REQUEST_URI} =~ m#^${asExpression(PAGES)}/#`, directive('Require', 'env', 'REDIRECT_STATUS'))];
}

export function errorPageFiles(pages: ErrorPages, serverName: string): HostFile[] {
  return Object.entries(pages).map(([status, page]) => configFile(`${directoryOf(serverName)}/${status}.html`, Text.of(page)));
}

function directoryOf(serverName: string): string {
  return `${SERVER_ROOT}/conf/pages/${serverName}`;
}
