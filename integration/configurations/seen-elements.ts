import { DOMParser, Element } from '@xmldom/xmldom';
import { TomcatReader } from './tomcat-reader';

/** One element with all attributes that some configuration has, and where it stands. */
export interface Rendered {
  /** What a person calls it: the class, or the element where there is one class only. */
  readonly name: string;
  /** `server.xml`, or a context descriptor. */
  readonly file: 'server.xml' | 'context.xml';
  /** What the elements around it are called. */
  readonly within: string[];
  /** The elements around it, outermost first, and the element. */
  readonly path: XmlNode[];
}

interface XmlNode {
  readonly tag: string;
  readonly attributes: { [name: string]: string };
}

/** What one release takes of an element: nothing where the class is not there, otherwise the attributes that it knows. */
export type Known = string[] | undefined;

/** Every different element of the files. */
export function renderedElements(files: { file: Rendered['file']; text: string }[]): Rendered[] {
  const found = new Map<string, Rendered>();
  for (const { file, text } of files) visit(new DOMParser().parseFromString(text, 'text/xml').documentElement!, file, [], found);
  return [...found.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}

function visit(element: Element, file: Rendered['file'], around: XmlNode[], found: Map<string, Rendered>): void {
  const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  const path = [...around, { tag: element.tagName, attributes }];
  const name = nameOf(path);
  const known = found.get(name);
  if (known) Object.assign(known.path[known.path.length - 1].attributes, { ...attributes, ...known.path[known.path.length - 1].attributes });
  else {
    const within = around.map((_, depth) => nameOf(around.slice(0, depth + 1)));
    found.set(name, { name, file, within, path: path.map(({ tag, attributes: own }) => ({ tag, attributes: { ...own } })) });
  }
  [...element.childNodes].filter((node) => node.nodeType === 1).forEach((child) => visit(child as Element, file, path, found));
}

function nameOf(path: XmlNode[]): string {
  const { tag, attributes: { className, protocol, certificateKeystoreFile } } = path[path.length - 1];
  if (tag === 'Connector') return `Connector ${protocol}`;
  if (tag === 'Certificate') return certificateKeystoreFile ? 'Certificate of a keystore' : 'Certificate in PEM';
  const simpleName = className ? className.replace(/.*\./, '') : tag;
  return simpleName === 'StaticMember' ? `${tag} of ${nameOf(path.slice(0, -1))}` : simpleName;
}

/** Asks a real Tomcat what it knows of an element. Its complaint of an element around does not count. */
export async function knownBy(reader: TomcatReader, { file, path }: Rendered): Promise<Known> {
  const base = '/srv/tomcat/element';
  const empty = '<Server port="-1"><Service name="Catalina"/></Server>';
  const document = path.reduceRight((inner, { tag, attributes }) => `<${tag}${written(attributes)}>${inner}</${tag}>`, '');
  const complaints = await reader.complaints(base, {
    [`${base}/conf/server.xml`]: file === 'server.xml' ? document : empty,
    [`${base}/conf/Catalina/localhost/ROOT.xml`]: file === 'context.xml' ? document : '<Context/>',
  }, 'parse');
  const at = path.map(({ tag }) => tag).join('/');
  const refused = complaints.flatMap((complaint) => {
    const attribute = /Match \[(.*?)\] failed to set property \[(.*?)\]/.exec(complaint)
      ?? /\{(.*?)\} Setting property '(.*?)' to '.*' did not find a matching property/.exec(complaint);
    if (attribute) return attribute[1] === at ? [attribute[2]] : [];
    if (/ClassNotFoundException|No rules found matching/.test(complaint)) return [undefined];
    if (complaint.startsWith('WARNING')) return []; // of a value, which tests of whole configurations look at
    throw new Error(`Tomcat ${reader.version} says of ${document}: ${complaint}`);
  });
  return refused.includes(undefined) ? undefined : Object.keys(path[path.length - 1].attributes).filter((name) => !refused.includes(name));
}

function written(attributes: { [name: string]: string }): string {
  return Object.entries(attributes).map(([name, value]) => ` ${name}="${value.replace(/[&<"]/g, (char) => `&#${char.charCodeAt(0)};`)}"`).join('');
}
