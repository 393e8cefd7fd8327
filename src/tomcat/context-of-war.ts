import { elementsIn } from './descriptor';
import { WarFile } from './war-file';
import { XmlElement } from '../text/xml';

/** What a Context may say that changes nothing for an application of a program. */
const OF_NO_CONSEQUENCE = [
  'antiJARLocking', 'antiResourceLocking', 'debug', 'distributable', 'docBase', 'path', 'reloadable', 'swallowOutput', 'unpackWAR', 'WatchedResource', 'xmlns',
];

/**
 * What the META-INF/context.xml of a WAR says, and the context that a program describes does not. Tomcat reads only one of the two.
 * Elements are the same where they have the same name, or are of the same class; the program may say other values, as for another place.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/context.html#Defining_a_context
 */
export function missingFrom(context: XmlElement, war: WarFile): string[] {
  const root = war.contextXml?.root;
  if (!root) return [];
  const known = whatMayBeSaidBeside(context);
  const children = elementsIn(root).map((element) => keyOf(element.tagName, (attribute) => element.getAttribute(attribute) ?? ''));
  return [...[...root.attributes].map(({ name }) => name), ...children].filter((said) => !known.includes(said));
}

/** What a context.xml may say beside the context that a program describes: names of attributes, and what tells elements from others. */
export function whatMayBeSaidBeside({ attributes = {}, children = [] }: XmlElement): string[] {
  return [
    ...OF_NO_CONSEQUENCE,
    ...Object.keys(attributes).filter((name) => attributes[name] !== undefined),
    ...children.map(({ name, attributes: said = {} }) => keyOf(name, (attribute) => String(said[attribute] ?? ''))),
  ];
}

/** What tells an element of a Context from others: such as `Resource jdbc/shop`, `Valve org.apache.catalina.valves.RemoteCIDRValve`, `Manager`. */
function keyOf(tagName: string, attribute: (name: string) => string): string {
  switch (tagName) {
    case 'Environment':
    case 'Parameter':
      return `${tagName} ${attribute('name')}`;
    case 'Resource':
    case 'ResourceLink': // the application finds both under a name
      return `Resource ${attribute('name')}`;
    case 'Listener':
    case 'Valve':
      return `${tagName} ${attribute('className')}`;
    default: // a Context has one of each
      return tagName;
  }
}
