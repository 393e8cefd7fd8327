import type { ExtraDirective } from './extra-directive';
import type { VirtualHost } from './virtual-host';
import { isPartial } from '../mount';
import { PathPattern } from '../path-pattern';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';
import { asExpression } from '../../text/path';

/** The sections that are about paths. */
export const SECTIONS_OF_PATHS = ['location', 'locationmatch'];

/** Parameters of a path that hide from an expression what a Tomcat takes it for: those of its last part alone do not. */
export const HIDING_PARAMETERS = ';[^/]*/|/[.]{1,2};';

/** A name that says no more in an expression than it does here, but for `.`, `+` and its wildcards. */
const NAME = /^(?:\/[^/;\\^$(){}|[\]]+)+$/;

/** What is not the end of an expression, though it holds a dollar sign, and what is. */
const DOLLAR = /\\.|\[\^?\]?(?:\\.|[^\]])*\]|\$/g;

/**
 * A section for a path and everything below it. A Tomcat takes parameters off a path, such as `;JSESSIONID=…`, before it looks at it; a plain
 * `<Location>` does not.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/core.html#location
 */
export function location(path: string, children: HttpdDirective[]): HttpdDirective {
  if (!NAME.test(path)) return section('Location', path, ...children);
  return section('LocationMatch', /[*?]/.test(path) ? ofWildcards(path) : PathPattern.below(path).expression, ...children);
}

/** With wildcards, a name is for whole paths. */
function ofWildcards(name: string): string {
  return allowingParameters(`^${asExpression(name).replace(/[*?]/g, (found) => found === '*' ? '[^/]*' : '[^/]')}$`);
}

/** An expression for paths, with parameters at the end of what it is for. */
export function allowingParameters(expression: string): string {
  return expression.replace(DOLLAR, (found) => found === '$' ? '(?:;[^/]*)?$' : found);
}

/** Refuses paths whose parameters hide from httpd what a Tomcat takes them for, where it matters: such as /files/..;/admin, or /x;/../admin. */
export function parametersRefused(site: VirtualHost): HttpdDirective[] {
  const ruled = (site.requestLimits ?? []).some(({ path = '/' }) => path !== '/') || hasPaths(site.extraDirectives ?? []);
  if (!ruled && !isPartial(site)) return [];
  return [section('If', `%{REQUEST_URI} =~ m#${ruled ? HIDING_PARAMETERS : '/(?:[.]{1,2};|;[^/]*/)'}#`, directive('Require', 'all', 'denied'))];
}

/** Whether something is said of single paths. */
function hasPaths(extras: ExtraDirective[]): boolean {
  return extras.some(({ name, arguments: args = [], children = [] }) => (SECTIONS_OF_PATHS.includes(name.toLowerCase()) && args[0] !== '/') || hasPaths(children));
}
