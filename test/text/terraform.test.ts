import { TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import { AJP_SECRET } from '../../src/apache/ajp-secret';
import { Escape, HTTPD_ARGUMENT, literal, SHELL_WORD, XML_ATTRIBUTE } from '../../src/text/escape';
import { directive, httpdFile } from '../../src/text/httpd-directive';
import { javaProperties } from '../../src/text/java-properties';
import { jkProperties } from '../../src/text/jk-properties';
import { Constraint } from '../../src/text/reference';
import { Secret } from '../../src/text/secret';
import { shellExports } from '../../src/text/shell';
import { expressionOf, Text } from '../../src/text/text';
import { xmlDocument } from '../../src/text/xml';
import { anyText, HOSTILE, NOT_NFC } from '../support/hostile';
import { httpdArguments } from '../support/httpd-reader';
import { jkProperties as readByModJk } from '../support/jk-reader';
import { newStack, problemOf, resolverOf } from '../support/program';
import { readByJava, readBySh, readByXmldom } from '../support/readers';
import { evaluateByTerraform } from '../support/terraform';

/*
 * Files as Terraform writes them. Terraform runs once, for all tests of this file: they say first what it shall write,
 * and look at it afterwards.
 */
const stack = newStack();
const resolve = resolverOf(stack);
const variables: { [name: string]: string } = {};
const outputs: { [name: string]: string } = {};
let evaluated: { [name: string]: unknown };

beforeAll(() => { evaluated = evaluateByTerraform({ variables, outputs }); }, 60_000);

const secrets = new Map<string, Secret>();

/** A secret whose value is given to Terraform. */
function secretOf(value: string): Secret {
  let secret = secrets.get(value);
  if (!secret) {
    const name = `secret_${secrets.size}`;
    variables[name] = value;
    secrets.set(value, secret = Secret.fromVariable(new TerraformVariable(stack, name, { type: 'string', sensitive: true })));
  }
  return secret;
}

/** Has a text written; the result gives the file once Terraform has run. */
function written(text: Text): () => string {
  const name = `output_${Object.keys(outputs).length}`;
  outputs[name] = text.toBase64(resolve);
  return () => Buffer.from(evaluated[name] as string, 'base64').toString('utf8');
}

/** Has a rule tried on a value. */
function tried(constraint: Constraint, value: string): () => boolean {
  const name = `output_${Object.keys(outputs).length}`;
  outputs[name] = `\${can(regex(${literal(constraint.pattern)}, ${expressionOf(resolve(secretOf(value)._text.references[0].token!))}))}`;
  return () => evaluated[name] as boolean;
}

const VALUES = [...HOSTILE, ...fc.sample(anyText.filter((text) => !text.includes('\0')), { numRuns: 40, seed: 7 })].map((text) => text.normalize('NFC'));
const expressible = (escape: Escape) => VALUES.filter((value) => !escape.refused?.test(value));

describe('a text with secrets arrives byte for byte', () => {
  const cases = VALUES.flatMap((value, index) => [1, 7, 13].map((step) => {
    const around = VALUES[(index + step) % VALUES.length];
    const secret = secretOf(value)._text;
    return { expected: `${around}${value}${value}${around}`, file: written(Text.of(around, secret, secret, around)) };
  }));

  test(`in each of ${cases.length} files`, () => {
    cases.forEach(({ expected, file }) => expect(file()).toBe(expected));
  });
});

describe('a text without secrets arrives byte for byte', () => {
  const cases = [...VALUES, ...NOT_NFC].map((value) => ({ value, file: written(Text.of(value)) }));

  test(`in each of ${cases.length} files`, () => {
    cases.forEach(({ value, file }) => expect(file()).toBe(value));
  });
});

describe('a secret arrives', () => {
  const names = (values: string[]) => values.map((_, index) => `n${index}`);
  const byName = (values: string[]) => Object.fromEntries(values.map((value, index) => [`n${index}`, secretOf(value)._text]));

  const inXml = expressible(XML_ATTRIBUTE);
  const xml = written(xmlDocument({ name: 'a', attributes: byName(inXml) }));
  test('in an attribute of XML', () => {
    expect(readByXmldom(xml(), names(inXml))).toEqual(inXml);
    expect(readByJava('xml', xml(), names(inXml))).toEqual(inXml);
  });

  const inShell = expressible(SHELL_WORD);
  const shell = written(shellExports('Read by a test.', byName(inShell)));
  test('in a variable of a shell', () => {
    expect(readBySh(shell(), names(inShell))).toEqual(inShell);
  });

  const inHttpd = expressible(HTTPD_ARGUMENT);
  const httpd = inHttpd.map((value) => ({ value, file: written(httpdFile([directive('Directive', 'a', secretOf(value)._text)])) }));
  test('in an argument of an httpd directive', () => {
    httpd.forEach(({ value, file }) => expect(httpdArguments(file().slice(0, -1))).toEqual(['Directive', 'a', value]));
  });

  const inProperties = VALUES.filter((value) => /^[\t\n\f\r\x20-\x7e]*$/.test(value));
  const properties = written(javaProperties(byName(inProperties)));
  test('in a value of Java properties', () => {
    expect(inProperties.length).toBeGreaterThan(25);
    expect(readByJava('properties', properties(), names(inProperties))).toEqual(inProperties);
  });

  const plain = [...HOSTILE, ...NOT_NFC].map((value) => value.normalize('NFC'));
  const plainFiles = plain.map((value) => written(Text.of('secret=', Secret.unsafePlainText(value)._text)));
  test('that was given in clear', () => {
    plainFiles.forEach((file, index) => expect(file()).toBe(`secret=${plain[index]}`));
  });
});

describe('a rule for secrets', () => {
  const bySecret: [string, boolean][] = [
    ['0123456789abcdef', true], ['ABC_def-0123456789', true], ['0123456789abcde', false], ['0123456789abcdef#', false], ['0123456789abcdef\n', false],
    ['0123456789 abcdef', false], ['0123456789abcdef\u00e9', false], ['', false], ['$(0123456789abcdef)', false],
  ];
  const secretTries = bySecret.map(([value, legal]) => ({ value, legal, result: tried(AJP_SECRET.mod_jk, value) }));
  test.each(secretTries)('says of the AJP secret $value: $legal', ({ legal, result }) => {
    expect(result()).toBe(legal);
  });

  const [{ constraint: workers }] = jkProperties([['worker.a.secret', secretOf('x')._text]]).constraints;
  const jk = VALUES.map((value) => ({ value, legal: tried(workers, value), file: written(jkProperties([['worker.a.secret', secretOf(value)._text]])) }));
  test('lets into workers.properties only what mod_jk reads as it is', () => {
    const passed = jk.filter(({ legal }) => legal());
    passed.forEach(({ value, file }) => expect(readByModJk(file())).toEqual({ 'worker.a.secret': value }));
    expect(passed.map(({ value }) => value)).toEqual(expect.arrayContaining(['plain', ']]>']));
    expect(jk.filter(({ value, legal }) => legal() && /[#$]|^\s|\s$/.test(value))).toEqual([]);
  });

  const [{ constraint: ascii }] = javaProperties({ a: secretOf('x')._text }).constraints;
  const properties = VALUES.map((value) => ({ value, legal: tried(ascii, value) }));
  test('lets into Java properties only ASCII', () => {
    properties.forEach(({ value, legal }) => expect([value, legal()]).toEqual([value, /^[\t\n\f\r\x20-\x7e]*$/.test(value)]));
  });
});

test.each(NOT_NFC)('%j beside a secret, which Terraform would rewrite, is refused', (text) => {
  expect(problemOf(() => Text.of(`a${text}`, secretOf('x')._text).toBase64(resolve))).toEqual({
    code: 'TEXT_NOT_NFC',
    severity: 'error',
    path: '',
    got: JSON.stringify(`a${text}`),
    why: expect.stringContaining('would rewrite this text in Unicode NFC'),
    fix: "pass the text as text.normalize('NFC')",
  });
});
