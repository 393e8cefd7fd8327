import { ConfigError } from '../checks/config-error';
import { Secret } from '../text/secret';
import { XmlElement, XmlValue } from '../text/xml';
import { passwordText } from './password';

/** An element that the library has no words for. Its text is escaped; what it says is checked by nobody but Tomcat. */
export interface ExtraElement {
  /** Such as `Valve`. */
  readonly name: string;
  /** Such as `className`. @default - none */
  readonly attributes?: { [name: string]: string };
  /** Attributes whose values people must not see. @default - none */
  readonly secretAttributes?: { [name: string]: Secret };
  /** The elements in it. @default - none */
  readonly children?: ExtraElement[];
}

/** What a program says of an element beyond the options of the library. */
export interface Extras {
  readonly extraAttributes?: { [name: string]: string };
  readonly extraElements?: ExtraElement[];
}

/** Elements of which Tomcat has one, the last: a Manager would keep the sessions that the cluster's is to replicate. */
const SINGLE = ['Cluster', 'CookieProcessor', 'JarScanner', 'Manager', 'Realm'];

/** What the library writes, and nothing but the program as a whole says otherwise. */
const WITHOUT_OPTION = ['SSLEnabled', 'altDDName', 'bindOnInit', 'defaultHost', 'docBase', 'privileged', 'protocol', 'throwOnFailure'];

/** An element with a program's own attributes and elements, which come last. */
export function withExtras(element: XmlElement, { extraAttributes = {}, extraElements = [] }: Extras): XmlElement {
  const attributes: { [name: string]: XmlValue } = { ...element.attributes };
  for (const [name, value] of Object.entries(extraAttributes)) {
    if (Object.keys(element.attributes ?? {}).includes(name)) throw taken(element.name, name);
    attributes[checkedName(name)] = value;
  }
  const children = element.children ?? [];
  for (const { name } of extraElements) {
    if (SINGLE.includes(name) && children.some((child) => child.name === name)) throw elementTaken(element.name, name);
  }
  return { ...element, attributes, children: [...children, ...extraElements.map(written)] };
}

/** Refuses names that XML does not take, where the program says them. */
export function checkExtras(extras: Extras): void {
  withExtras({ name: 'any' }, extras);
}

function written({ name, attributes = {}, secretAttributes = {}, children = [] }: ExtraElement): XmlElement {
  const secrets = Object.entries(secretAttributes).map(([key, secret]) => [key, passwordText(secret, `${name} ${key}`)]);
  const all: { [name: string]: XmlValue } = { ...attributes, ...Object.fromEntries(secrets) };
  Object.keys(all).forEach(checkedName);
  return { name: checkedName(name), attributes: all, children: children.map(written) };
}

function checkedName(name: string): string {
  if (/^[A-Za-z_][\w.-]*$/.test(name)) return name;
  throw new ConfigError({
    code: 'XML_NAME', path: '', got: `the XML name "${name}"`, why: 'Tomcat could not read the file', fix: "use the name of an element or attribute of Tomcat's manual",
  });
}

function taken(element: string, name: string): ConfigError {
  const [why, fix] = WITHOUT_OPTION.includes(name)
    ? ['the library writes this attribute itself, and others of its files agree with it', 'leave it out']
    : ['the library has an option for this attribute, whose value is checked and which others of its files agree with', 'use the option of this name'];
  return new ConfigError({ code: 'EXTRA_ATTRIBUTE_TAKEN', path: '', got: `${name} among the extraAttributes of ${element}`, why, fix });
}

function elementTaken(element: string, name: string): ConfigError {
  return new ConfigError({
    code: 'EXTRA_ELEMENT_TAKEN',
    path: '',
    got: `a ${name} among the extraElements of ${element}`,
    why: `the library writes one already, which this would replace: Tomcat has one ${name} for each ${element}`,
    fix: 'leave it out, or say what it is for in the options of the library: manager, users, sameSiteCookies',
  });
}
