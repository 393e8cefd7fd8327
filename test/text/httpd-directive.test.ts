import fc from 'fast-check';
import { HTTPD_ARGUMENT } from '../../src/text/escape';
import { directive, httpdFile, section } from '../../src/text/httpd-directive';
import { anyText, HOSTILE } from '../support/hostile';
import { httpdArguments } from '../support/httpd-reader';
import { problemOf } from '../support/program';

const REFUSED = HTTPD_ARGUMENT.refused!;

function line(...values: string[]): string {
  return httpdFile([directive('Directive', ...values)]).known!.slice(0, -1);
}

test('any texts that a line can hold arrive as arguments', () => {
  fc.assert(fc.property(fc.array(anyText.filter((text) => !REFUSED.test(text)), { minLength: 1, maxLength: 3 }), (values) => {
    expect(httpdArguments(line(...values), { x: 'replaced', 'var.x': 'replaced' })).toEqual(['Directive', ...values]);
  }));
});

test('hostile texts arrive as arguments or are refused', () => {
  const [refused, accepted] = [true, false].map((yes) => HOSTILE.filter((text) => REFUSED.test(text) === yes));
  accepted.forEach((text) => expect(httpdArguments(line(text), { 'var.x': 'replaced' })).toEqual(['Directive', text]));
  refused.forEach((text) => expect(problemOf(() => line(text)).code).toBe('TEXT_NOT_EXPRESSIBLE'));
  expect(accepted.length).toBeGreaterThan(25);
});

test.each(['a\nb', 'a\rb', 'a\0b', '${PATH}'])('%j, which httpd would read differently, is refused', (text) => {
  expect(problemOf(() => line(text))).toMatchObject({
    code: 'TEXT_NOT_EXPRESSIBLE', got: JSON.stringify(text), why: expect.stringContaining('an httpd directive'), fix: expect.stringContaining('remove'),
  });
});

test('sections are indented by two blanks and comments stand above their directive', () => {
  expect(httpdFile([
    { ...section('VirtualHost', '*:80', directive('ServerName', 'a.example.com'), section('Location', '/', directive('Require', 'all', 'denied'))), comment: 'Said.' },
    directive('LogFormat', '%h "%r" \\', 'sites'),
  ]).known).toBe([
    '# Said.',
    '<VirtualHost *:80>',
    '  ServerName a.example.com',
    '  <Location />',
    '    Require all denied',
    '  </Location>',
    '</VirtualHost>',
    'LogFormat "%h \\"%r\\" \\\\" sites',
    '',
  ].join('\n'));
});
