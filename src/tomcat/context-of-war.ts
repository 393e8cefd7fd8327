import type { Element } from '@xmldom/xmldom';
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
  const allowed = allowedInContextXml(context);
  return war.contextXml ? saidBy(elementOf(war.contextXml.root)).filter((said) => !allowed.includes(said)) : [];
}

/** What a META-INF/context.xml may say without a difference to the context that a program describes. */
export function allowedInContextXml(context: XmlElement): string[] {
  return [...OF_NO_CONSEQUENCE, ...saidBy(context)];
}

/** The names of a context's attributes, and what tells its elements from others. */
function saidBy({ attributes = {}, children = [] }: XmlElement): string[] {
  return [...Object.keys(attributes).filter((name) => attributes[name] !== undefined), ...children.map(keyOf)];
}

/** What tells an element of a Context from others: such as `Resource jdbc/shop`, `Valve org.apache.catalina.valves.RemoteCIDRValve`, `Manager`. */
function keyOf({ name, attributes = {} }: XmlElement): string {
  switch (name) {
    case 'Environment':
    case 'Parameter':
      return `${name} ${attributes.name}`;
    case 'Resource':
    case 'ResourceLink': // the application finds both under a name
      return `Resource ${attributes.name}`;
    case 'Listener':
    case 'Valve':
      return `${name} ${attributes.className}`;
    default: // a Context has one of each
      return name;
  }
}

function elementOf(element: Element): XmlElement {
  return {
    name: element.tagName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    children: elementsIn(element).map(elementOf),
  };
}
