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
  const pieces: (string | Text)[] = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  writeElement(root, '', (piece) => {
    const last = pieces.length - 1;
    if (typeof piece === 'string' && typeof pieces[last] === 'string') pieces[last] += piece;
    else pieces.push(piece);
  });
  return Text.of(...pieces);
}

type Write = (piece: string | Text) => void;

function writeElement({ name, attributes, children, comment, text }: XmlElement, indent: string, write: Write): void {
  if (comment) write(`${indent}<!-- ${comment} -->\n`);
  write(`${indent}<${name}`);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined) writeAttribute(key, value, write);
  }
  if (children?.length) {
    write('>\n');
    children.forEach((child) => writeElement(child, `${indent}  `, write));
    write(`${indent}</${name}>\n`);
  } else {
    write(text === undefined ? '/>\n' : `>${escapeText(text, XML_TEXT)}</${name}>\n`);
  }
}

function writeAttribute(name: string, value: string | number | boolean | Text, write: Write): void {
  const text = Text.of(typeof value === 'boolean' ? String(value) : value);
  if (text.known === undefined) [` ${name}="`, text.escaped(XML_ATTRIBUTE), '"'].forEach(write);
  else write(` ${name}="${escapeText(text.known, XML_ATTRIBUTE)}"`);
}
