import type { TomcatInstance } from './tomcat-instance';
import { sessionCookieNames } from '../network/session-cookie';
import { XmlElement } from '../text/xml';

/**
 * conf/context.xml, which holds for all applications of an instance that front ends ask: that their session cookies have the name by which front ends
 * find the Tomcat of a session. It wins over what an application says in its code, in web.xml or in the web-fragment.xml of a library.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/context.html#Defining_a_context
 */
export function defaultContext({ applications }: TomcatInstance): XmlElement {
  return { name: 'Context', attributes: { sessionCookieName: sessionCookieNames(applications)[0] } };
}
