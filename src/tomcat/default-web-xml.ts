import { TomcatRelease } from '../release/release';
import { MEDIA_TYPES } from '../text/media-types';
import { Text } from '../text/text';
import { xmlDocument, XmlElement } from '../text/xml';

/**
 * conf/web.xml, which Tomcat reads before each application's own: encodings, static files, JSP pages, welcome files,
 * media types and the session time-out in minutes.
 */
export function defaultWebXml(release: TomcatRelease, sessionTimeoutMinutes: number): Text {
  const key = `${release._utf8} ${sessionTimeoutMinutes}`;
  let text = written.get(key);
  if (!text) written.set(key, text = xmlDocument(webApp(release._utf8, sessionTimeoutMinutes)));
  return text;
}

const written = new Map<string, Text>();

const webApp = (utf8: boolean, sessionTimeoutMinutes: number): XmlElement => ({
  name: 'web-app',
  attributes: { xmlns: 'http://xmlns.jcp.org/xml/ns/javaee', version: '4.0' },
  children: [
    ...(utf8 ? [leaf('request-character-encoding', 'UTF-8'), leaf('response-character-encoding', 'UTF-8')] : []),
    servlet('default', 'org.apache.catalina.servlets.DefaultServlet', 1, { listings: 'false' }),
    servlet('jsp', 'org.apache.jasper.servlet.JspServlet', 3, { fork: 'false', xpoweredBy: 'false' }),
    mapping('default', '/'),
    mapping('jsp', '*.jsp', '*.jspx'),
    { name: 'session-config', children: [leaf('session-timeout', String(sessionTimeoutMinutes))] },
    ...Object.entries(MEDIA_TYPES).map(([extension, type]) => ({
      name: 'mime-mapping', children: [leaf('extension', extension), leaf('mime-type', type)],
    })),
    { name: 'welcome-file-list', children: ['index.html', 'index.htm', 'index.jsp'].map((file) => leaf('welcome-file', file)) },
  ],
});

function servlet(name: string, className: string, order: number, parameters: { [name: string]: string }): XmlElement {
  return {
    name: 'servlet',
    children: [
      leaf('servlet-name', name),
      leaf('servlet-class', className),
      ...Object.entries(parameters).map(([key, value]) => ({ name: 'init-param', children: [leaf('param-name', key), leaf('param-value', value)] })),
      leaf('load-on-startup', String(order)),
    ],
  };
}

function mapping(name: string, ...patterns: string[]): XmlElement {
  return { name: 'servlet-mapping', children: [leaf('servlet-name', name), ...patterns.map((pattern) => leaf('url-pattern', pattern))] };
}

function leaf(name: string, text: string): XmlElement {
  return { name, text };
}
