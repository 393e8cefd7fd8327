import type { DOMImplementation as DomImplementation, Element, XMLSerializer as XmlSerializer } from '@xmldom/xmldom';
import { escapeText, XML_ATTRIBUTE } from './escape';
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
  const { DOMImplementation, XMLSerializer } = xmldom();
  const document = new DOMImplementation().createDocument(null, '', null);
  const held: Text[] = [];
  const mark = unusedMark(JSON.stringify(root));

  const build = (element: XmlElement, indent: string): Element => {
    const node = document.createElement(element.name);
    for (const [name, value] of Object.entries(element.attributes ?? {})) {
      if (value === undefined) continue;
      const text = value instanceof Text ? value : Text.of(String(value));
      if (text.known === undefined) {
        held.push(text.escaped(XML_ATTRIBUTE));
        node.setAttribute(name, `${mark}${held.length - 1}${mark}`);
      } else {
        escapeText(text.known, XML_ATTRIBUTE); // refuses what XML cannot hold; the serializer does not
        node.setAttribute(name, text.known);
      }
    }
    if (element.text !== undefined) node.appendChild(document.createTextNode(element.text));
    for (const child of element.children ?? []) {
      if (child.comment) append(node, document.createComment(` ${child.comment} `), indent);
      append(node, build(child, `${indent}  `), indent);
    }
    if (element.children?.length) node.appendChild(document.createTextNode(`\n${indent}`));
    return node;
  };
  const append = (parent: Element, child: Node | Element, indent: string) => {
    parent.appendChild(document.createTextNode(`\n${indent}  `));
    parent.appendChild(child as Element);
  };
  type Node = ReturnType<typeof document.createComment>;

  const written = new XMLSerializer().serializeToString(build(root, ''));
  const pieces = written.split(mark).map((piece, index) => index % 2 === 0 ? piece : held[Number(piece)]);
  return Text.of('<?xml version="1.0" encoding="UTF-8"?>\n', ...(root.comment ? [`<!-- ${root.comment} -->\n`] : []), ...pieces, '\n');
}

/** Stands for a reference while the serializer works: any string that the document does not hold. */
function unusedMark(content: string): string {
  let mark = '\uE000';
  while (content.includes(mark)) mark += '\uE001';
  return mark;
}

/** Loaded when the first file is written: it is not needed to declare a program. */
function xmldom(): { DOMImplementation: typeof DomImplementation; XMLSerializer: typeof XmlSerializer } {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('@xmldom/xmldom');
}
