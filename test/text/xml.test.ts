import fc from 'fast-check';
import { XML_ATTRIBUTE } from '../../src/text/escape';
import { Text } from '../../src/text/text';
import { xmlDocument } from '../../src/text/xml';
import { anyText, HOSTILE, manyTexts } from '../support/hostile';
import { problemOf } from '../support/program';
import { readByJava, readByXmldom } from '../support/readers';

const REFUSED = XML_ATTRIBUTE.refused!;

function attribute(value: string): string {
  return xmlDocument({ name: 'a', attributes: { value } }).known!;
}

test('any text that XML can hold arrives in an attribute', () => {
  fc.assert(fc.property(anyText.filter((text) => !REFUSED.test(text)), (text) => {
    expect(readByXmldom(attribute(text), ['value'])).toEqual([text]);
  }));
});

test('any text that XML can hold arrives in Java', () => {
  const texts = manyTexts.filter((text) => !REFUSED.test(text));
  const names = texts.map((_, index) => `a${index}`);
  const document = xmlDocument({ name: 'a', attributes: Object.fromEntries(names.map((name, index) => [name, texts[index]])) }).known!;
  expect(readByJava('xml', document, names)).toEqual(texts);
});

test.each(['\0', '\u0001', '\u000b', '\u001f', '\ufffe', '\uffff'])('the character %j, which XML does not know, is refused', (character) => {
  expect(problemOf(() => attribute(`a${character}b`))).toMatchObject({
    code: 'TEXT_NOT_EXPRESSIBLE', got: JSON.stringify(`a${character}b`), why: expect.stringContaining('an XML attribute'), fix: expect.stringContaining('remove'),
  });
});

test('a text of half a character is refused', () => {
  expect(problemOf(() => Text.of(attribute('a\ud83d')).toBase64(String))).toMatchObject({ code: 'TEXT_NOT_UNICODE', fix: 'pass whole characters' });
});

test('a reference beside hostile attributes stays in its place', () => {
  const reference = Text.reference({ token: '${TfToken[TOKEN.1]}', label: 'secret' });
  HOSTILE.filter((text) => !REFUSED.test(text)).forEach((text) => {
    const document = xmlDocument({ name: 'a', attributes: { before: text, secret: Text.of(text, reference, text), after: text } });
    expect(document.references.map(({ label }) => label)).toEqual(['secret']);
    expect(readByXmldom(document.preview, ['before', 'secret', 'after'])).toEqual([text, `${text}{{secret}}${text}`, text]);
  });
});

test('elements are indented by two blanks, with comments above them and attributes left out where undefined', () => {
  const document = xmlDocument({
    name: 'Server',
    attributes: { port: -1, useIt: false, none: undefined },
    children: [
      { name: 'Service', comment: 'Said.', attributes: { name: 'a&b' }, children: [{ name: 'Empty' }] },
      { name: 'text', text: '1 < 2' },
    ],
  });
  expect(document.known).toBe([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Server port="-1" useIt="false">',
    '  <!-- Said. -->',
    '  <Service name="a&amp;b">',
    '    <Empty/>',
    '  </Service>',
    '  <text>1 &lt; 2</text>',
    '</Server>',
    '',
  ].join('\n'));
});
