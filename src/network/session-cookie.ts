/** What Tomcat calls the session cookie where nobody says anything else, and the parameter of a path that holds the id where the cookie does not. */
export const SESSION_COOKIE = 'JSESSIONID';
export const SESSION_PATH_PARAMETER = 'jsessionid';

/**
 * What the applications of a Tomcat that front ends ask call their session cookies. Those that say nothing have the name that others say, since
 * conf/context.xml gives it to them.
 */
export function sessionCookieNames(applications: { readonly _sessionCookieName?: string }[]): string[] {
  const said = applications.flatMap(({ _sessionCookieName }) => _sessionCookieName ?? []);
  return said.length > 0 ? [...new Set(said)] : [SESSION_COOKIE];
}
