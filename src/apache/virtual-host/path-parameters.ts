import type { ExtraDirective } from './extra-directive';
import type { VirtualHost } from './virtual-host';
import { isPartial } from '../mount';
import { PathPattern } from '../path-pattern';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';

const SECTIONS = ['location', 'locationmatch'];
const PLAIN = /^(?:\/[A-Za-z0-9._~-]+)+$/;

/**
 * A section for a path and everything below it. A Tomcat takes parameters off a path, such as `;jsessionid=…`, before it looks at it; a plain
 * `<Location>` does not.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/core.html#location
 */
export function location(path: string, children: HttpdDirective[]): HttpdDirective {
  return PLAIN.test(path) ? section('LocationMatch', PathPattern.below(path).expression, ...children) : section('Location', path, ...children);
}

/** Refuses paths whose parameters hide from httpd what a Tomcat takes them for, where it matters: such as /files/..;/admin, or /x;/../admin. */
export function parametersRefused(site: VirtualHost): HttpdDirective[] {
  const ruled = (site.requestLimits ?? []).some(({ path = '/' }) => path !== '/') || hasPaths(site.extraDirectives ?? []);
  if (!ruled && !isPartial(site)) return [];
  return [section('If', `%{REQUEST_URI} =~ m#${ruled ? ';[^/]*/|/[.]{1,2};' : '/(?:[.]{1,2};|;[^/]*/)'}#`, directive('Require', 'all', 'denied'))];
}

/** Whether something is said of single paths. */
function hasPaths(extras: ExtraDirective[]): boolean {
  return extras.some(({ name, arguments: args = [], children = [] }) => (SECTIONS.includes(name.toLowerCase()) && args[0] !== '/') || hasPaths(children));
}
