import { escapeText, XML_ATTRIBUTE, XML_TEXT } from './escape';
import { Text } from './text';

/** A value of an XML attribute; undefined leaves the attribute out. */
export type XmlValue = string | number | boolean | Text | undefined;

/** An element of an XML file, in the order in which it is to be written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: { [name: string]: XmlValue };
  readonly children?: XmlElement[];
  /** Said in a comment above the element. */
  readonly comment?: string;
  /** The element's text, instead of children. */
  readonly text?: string;
}

/** An XML file: the declaration, then the element with its children indented by two blanks. */
export function xmlDocument(root: XmlElement): Text {
  return Text.of('<?xml version="1.0" encoding="UTF-8"?>\n', ...written(root, ''));
}

function written({ name, attributes, children, comment, text }: XmlElement, indent: string): (string | Text)[] {
  const start = [
    `${indent}${comment ? `<!-- ${comment} -->\n${indent}` : ''}<${name}`,
    ...Object.entries(attributes ?? {}).flatMap(([key, value]) => value === undefined ? [] : attribute(key, value)),
  ];
  if (children?.length) return [...start, '>\n', ...children.flatMap((child) => written(child, `${indent}  `)), `${indent}</${name}>\n`];
  return [...start, text === undefined ? '/>\n' : `>${escapeText(text, XML_TEXT)}</${name}>\n`];
}

function attribute(name: string, value: string | number | boolean | Text): (string | Text)[] {
  const text = value instanceof Text ? value : Text.of(String(value));
  return text.known === undefined ? [` ${name}="`, text.escaped(XML_ATTRIBUTE), '"'] : [` ${name}="${escapeText(text.known, XML_ATTRIBUTE)}"`];
}
