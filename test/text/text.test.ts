import { TerraformVariable, Token } from 'cdktf';
import { Secret } from 'cdktf-tomcat-cluster';
import { Text } from '../../src/text/text';
import { HOSTILE, NOT_NFC } from '../support/hostile';
import { newStack, problemOf, resolverOf, variableSecret } from '../support/program';

const stack = newStack();
const resolve = resolverOf(stack);
const decoded = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');

test('a text without references is base64 of its own bytes', () => {
  [...HOSTILE, ...NOT_NFC].forEach((text) => expect(decoded(Text.of(text).toBase64(resolve))).toBe(text));
});

test('a text with a reference is put together by Terraform', () => {
  const text = Text.of('a=', variableSecret(stack, 'first')._text, '\n');
  expect(text.toBase64(resolve)).toBe('${base64encode(join("", [base64decode("YT0="), var.first, base64decode("Cg==")]))}');
});

test('a text with a reference is not known, and shows the reference as its name', () => {
  const text = Text.of('a=', variableSecret(stack, 'second')._text);
  expect(text.known).toBeUndefined();
  expect(text.preview).toBe('a={{second}}');
});

test.each<[string, (variable: TerraformVariable) => string | number]>([
  ['a string', (variable) => variable.stringValue],
  ['a string within a string', (variable) => `port=${variable.stringValue};`],
  ['a number', (variable) => variable.numberValue],
  ['a number within a string', (variable) => `port=${variable.numberValue};`],
])('a token that is %s is found', (_, token) => {
  const variable = new TerraformVariable(stack, `port_${stack.node.children.length}`, { type: 'string' });
  const text = Text.of(token(variable));
  expect(text.references).toHaveLength(1);
  expect(text.preview).toMatch(/^(port=)?\{\{known after apply\}\};?$/);
  expect(text.toBase64(resolve)).toContain(`var.${variable.node.id}`);
  expect(text.toBase64(resolve)).not.toMatch(/TfToken|e\+/);
});

test('a number that is no token is a number', () => {
  expect(Text.of(-1.5e+300, ' ', '-1.25e+289', ' ', 8009).known).toBe('-1.5e+300 -1.25e+289 8009');
});

test('an attribute that is an expression keeps its braces', () => {
  const token = Token.asString({ resolve: () => '${jsonencode({"a" = var.x})}', creationStack: [], toString: () => 'x' });
  expect(Text.of(token).toBase64(resolve)).toBe('${base64encode(join("", ["${jsonencode({"a" = var.x})}"]))}');
});

test('half of a surrogate pair is refused', () => {
  expect(problemOf(() => Text.of('a\udc00').toBase64(resolve))).toMatchObject({
    code: 'TEXT_NOT_UNICODE', got: '"a\\udc00"', why: expect.stringContaining('no UTF-8 form'), fix: 'pass whole characters',
  });
});

describe('a Secret', () => {
  test('from a variable that plans would print is refused', () => {
    const variable = new TerraformVariable(stack, 'printed', { type: 'string' });
    expect(problemOf(() => Secret.fromVariable(variable))).toEqual({
      code: 'SECRET_NOT_SENSITIVE',
      severity: 'error',
      path: 'shop/printed',
      got: 'a variable that is not sensitive',
      why: 'Terraform would print its value in every plan',
      fix: "declare it as new TerraformVariable(this, 'name', { type: 'string', sensitive: true })",
    });
  });

  test('from a string that is no attribute is refused without being shown', () => {
    const problem = problemOf(() => Secret.fromAttribute('db', 'hunter2hunter2hunter2'));
    expect(problem).toMatchObject({ code: 'SECRET_IN_CLEAR', path: 'db', got: 'a plain string', fix: expect.stringContaining('Secret.fromVariable()') });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  test('from an attribute is a reference to it', () => {
    const token = Token.asString({ resolve: () => '${random_password.ajp.result}', creationStack: [], toString: () => 'x' });
    const text = Secret.fromAttribute('ajp password', token)._text;
    expect(text.preview).toBe('{{ajp password}}');
    expect(text.toBase64(resolve)).toBe('${base64encode(join("", [sensitive(random_password.ajp.result)]))}');
  });

  test('in clear does not show its value where people read', () => {
    const secret = Secret.unsafePlainText('hunter2hunter2hunter2');
    expect(secret._text.preview).toBe('{{plain text}}');
    expect(secret._equals(Secret.unsafePlainText('hunter2hunter2hunter2'))).toBe(true);
    expect(secret._equals(Secret.unsafePlainText('another'))).toBe(false);
  });
});
