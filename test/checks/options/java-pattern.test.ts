import { javaAlternatives } from '../../../src/checks/options/java-pattern';

/** What Java itself says of each, with `Pattern.compile`. */
const COMPILED = [
  '', '.*\\.(?:gif|js|jpe?g|png|html?|css|txt)', '.*\\.(png|"<&>)', '[]a]', '[a]]', '[^]a]', 'a*+', 'a*?', '{2}', 'a{2}', 'a{2,}?', '(?<name>a)\\k<name>',
  '(?i).*\\.PNG', '(?i:.*)\\.x', '(?=/).*', '(?<=a)b', '(?<!a)b', '(?>a)b', '\\Qa.b\\E.*', '\\Q(((', '\\x41', '\\x{1F600}', '\\u0041', '\\p{L}+', '\\pL', '\\0101',
  '\\cA', '\\R\\h\\H\\v\\V\\X', '\\b{g}a', '[a-z&&[^b]]', '[\\d-]', '}', ']', '()', '|', 'a|', '\\_a', '(?i-s:a)', '[\\Qa]\\E]', '(a)\\1', '^*',
];

const REFUSED: [string, string][] = [
  ['\\j', 'unknown escape \\j at 0'],
  ['a\\y', 'unknown escape \\y at 1'],
  ['\\x4', 'unknown escape \\x at 0'],
  ['\\u41', 'unknown escape \\u at 0'],
  ['\\p{java', 'unknown escape \\p at 0'],
  ['\\0', 'unknown escape \\0 at 0'],
  ['\\k', 'unknown escape \\k at 0'],
  ['[\\j]', 'unknown escape \\j at 1'],
  ['a\\', 'a backslash at the end'],
  ['(unclosed', 'unclosed group at 0'],
  ['(?i', 'unknown group at 0'],
  ['(?y)a', 'unknown group at 0'],
  ['(?#c)a', 'unknown group at 0'],
  ['(?<1a>b)', 'unknown group at 0'],
  ['(?<a>x)(?<a>y)', 'a second group a at 7'],
  ['a)', 'unmatched ) at 1'],
  ['[abc', 'unclosed character class at 0'],
  ['[[a]', 'unclosed character class at 0'],
  ['[z-a]', 'the range z-a at 1'],
  ['*a', 'dangling * at 0'],
  ['a**', 'dangling * at 2'],
  ['a|+b', 'dangling + at 2'],
  ['a{2,1}', 'the repetition {2,1} at 1'],
  ['a{,2}', '{ without a repetition at 1'],
  ['{a}', '{ without a repetition at 0'],
];

test.each(COMPILED)('Java compiles %s', (pattern) => {
  expect(() => javaAlternatives(pattern)).not.toThrow();
});

test.each(REFUSED)('Java does not compile %s: %s', (pattern, why) => {
  expect(() => javaAlternatives(pattern)).toThrow(why);
});

test.each(['.*\\.js', '/static/.*', '\\/a', '^/a', '(?:/a|/b)/.*', 'a*/b', '(a?)/b', '[^x]+', '\\Q/a\\E', '(?i)/A', '\\W.*', '', 'a{0,2}/', '(?=/)/.*', '\\x2Fa'])(
  'a path may match %s', (pattern) => {
    expect(javaAlternatives(pattern).filter(({ beginsWithSlash }) => !beginsWithSlash)).toEqual([]);
  });

test.each([
  ['\\.js$', ['\\.js$']],
  ['.*\\.gif|\\.png|js', ['\\.png', 'js']],
  ['^\\.js', ['^\\.js']],
  ['(?:a|b)/.*', ['(?:a|b)/.*']],
  ['\\d+', ['\\d+']],
  ['a+/.*', ['a+/.*']],
])('no path matches all of %s', (pattern, dead) => {
  expect(javaAlternatives(pattern).filter(({ beginsWithSlash }) => !beginsWithSlash).map(({ text }) => text)).toEqual(dead);
});
