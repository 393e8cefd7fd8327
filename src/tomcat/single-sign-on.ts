import { checkCookieDomain, checkCookieName } from '../checks/options/check-cookie';
import { XmlElement } from '../text/xml';

/** What a single sign-on may say. */
export interface SingleSignOnOptions {
  /** Whether each request is checked against the users again, as an application may need. @default - Tomcat's own, false */
  readonly requireReauthentication?: boolean;
  /** The domain of the cookie, such as `example.com`. @default - the name that the browser asked for */
  readonly cookieDomain?: string;
  /** The name of the cookie. From Tomcat 9.0.47. @default - Tomcat's own, JSESSIONIDSSO */
  readonly cookieName?: string;
}

export function checkSingleSignOn({ cookieDomain, cookieName }: SingleSignOnOptions): void {
  checkCookieDomain('the cookieDomain of singleSignOn', cookieDomain);
  checkCookieName('the cookieName of singleSignOn', cookieName);
}

/**
 * SingleSignOn: who has logged in to one application is known to the others of the same Tomcat.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Single_Sign_On_Valve
 */
export function singleSignOnValve(options: SingleSignOnOptions): XmlElement {
  return { name: 'Valve', attributes: { className: 'org.apache.catalina.authenticator.SingleSignOn', ...options } };
}
