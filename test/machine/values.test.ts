import { TerraformVariable } from 'cdktf';
import { inApply } from './apply-program';
import { AJP_SECRET } from '../../src/apache/ajp-secret';
import { MachineValues } from '../../src/machine/values';
import { Escape, escapeText, HTTPD_ARGUMENT, JAVA_PROPERTY, SHELL_WORD, XML_ATTRIBUTE } from '../../src/text/escape';
import { jkProperties } from '../../src/text/jk-properties';
import { Secret } from '../../src/text/secret';
import { Text } from '../../src/text/text';
import { manyTexts } from '../support/hostile';
import { newStack, variableSecret } from '../support/program';

const stack = newStack();
const vault = { uri: 'https://shop.vault.azure.net', name: 'ajp' };

/** Texts as apply.py writes them. */
function written(pairs: { text: Text; value: string }[]): string[] {
  return inApply('print(json.dumps([apply.Machine.text(type("", (), {"values": {"ajp": each["value"]}})(), each["fragments"]) for each in given]))',
    pairs.map(({ text, value }) => ({ fragments: new MachineValues().fragments(text, ''), value }))) as string[];
}

const whole = manyTexts.filter((text) => !/\p{Surrogate}/u.test(text));
const secret = Secret._fromVault(vault)._text;

describe('a machine writes a value as this library would', () => {
  const ESCAPES: Escape[] = [XML_ATTRIBUTE, HTTPD_ARGUMENT, SHELL_WORD, JAVA_PROPERTY];

  test.each(ESCAPES)('in $syntax', (escape) => {
    const values = whole.filter((value) => !escape.refused?.test(value));
    expect(written(values.map((value) => ({ text: secret.escaped(escape), value }))))
      .toEqual(values.map((value) => Text.of(value).escaped(escape).known));
  });

  test('in several syntaxes at once', () => {
    const values = whole.filter((value) => !SHELL_WORD.refused!.test(value) && !XML_ATTRIBUTE.refused!.test(value));
    expect(written(values.map((value) => ({ text: Text.of('<', secret.escaped(SHELL_WORD).escaped(XML_ATTRIBUTE), '>'), value }))))
      .toEqual(values.map((value) => `<${escapeText(`'${escapeText(value, SHELL_WORD)}'`, XML_ATTRIBUTE)}>`));
  });

  test('between texts of any kind', () => {
    expect(written(whole.map((value) => ({ text: Text.of(value, secret, value), value: 'x' })))).toEqual(whole.map((value) => `${value}x${value}`));
  });
});

describe('a machine refuses a value that breaks a rule', () => {
  const accepts = (pattern: string, values: string[]) => inApply(
    'print(json.dumps([bool(apply.re.fullmatch(given["pattern"], value, apply.re.ASCII)) for value in given["values"]]))', { pattern, values });

  test('as Terraform would', () => {
    expect(accepts(AJP_SECRET.mod_jk.pattern, ['0123456789abcdef', '0123456789abcdef\n', '0123456789abcde', '0123456789abcdef#', '', '\u00e90123456789abcdef']))
      .toEqual([true, false, false, false, false, false]);
    const [{ constraint }] = jkProperties([['worker.a.secret', secret]]).constraints;
    expect(accepts(constraint.pattern, ['a', 'a b', 'a#', '$(a)', 'a\n', '\u00a0', ''])).toEqual([true, false, false, false, false, true, false]);
  });

  test('said with the construct that it is about', () => {
    const values = new MachineValues();
    values.fragments(secret.constrained(AJP_SECRET.mod_jk), 'shop/web');
    values.fragments(Text.of(secret.constrained(AJP_SECRET.mod_jk), secret.constrained(AJP_SECRET.mod_jk)), 'shop/web');
    expect(values.all).toEqual([{
      name: 'ajp', label: 'ajp', vault, given: undefined, rules: [{ pattern: AJP_SECRET.mod_jk.pattern, message: `shop/web: ajp: ${AJP_SECRET.mod_jk.message}` }],
    }]);
  });
});

describe('names of values', () => {
  const namesOf = (...texts: Text[]) => {
    const values = new MachineValues();
    texts.forEach((text) => values.fragments(text, ''));
    return values.all.map(({ name }) => name);
  };

  test('one value has one name', () => {
    const variable = new TerraformVariable(stack, 'twice', { type: 'string', sensitive: true });
    expect(namesOf(Secret.fromVariable(variable)._text, Secret.fromVariable(variable)._text)).toEqual(['twice']);
    expect(namesOf(Secret._fromVault(vault)._text, Secret._fromVault({ ...vault })._text)).toEqual(['ajp']);
  });

  test('different values have different names', () => {
    const others = [vault, { ...vault, version: '1' }, { ...vault, uri: 'https://other.vault.azure.net' }, { ...vault, name: 'Ajp' }];
    expect(namesOf(...others.map((each) => Secret._fromVault(each)._text), variableSecret(stack, 'ajp')._text)).toEqual(['ajp', 'ajp_2', 'ajp_3', 'ajp_4', 'ajp_5']);
  });

  test('they are names of variables and of files', () => {
    expect(namesOf(...['Known after apply!', '../x', '\u00e9'].map((name) => Secret._fromVault({ ...vault, name })._text))).toEqual(['known_after_apply', 'x', 'value']);
  });
});
