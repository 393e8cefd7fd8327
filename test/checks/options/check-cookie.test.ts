import { TerraformVariable } from 'cdktf';
import { ClusterValve, WebApplication } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../../support/program';

type Option = [what: string, program: (value: string) => unknown];

const DOMAINS: Option[] = [
  ['the cookieDomain of singleSignOn', (cookieDomain) => new Tier().tomcat('a', { singleSignOn: { cookieDomain } })],
  ['the cookieDomain of ClusterValve.singleSignOn()', (cookieDomain) => ClusterValve.singleSignOn({ cookieDomain })],
];
const NAMES: Option[] = [
  ['the cookieName of singleSignOn', (cookieName) => new Tier().tomcat('a', { singleSignOn: { cookieName } })],
  ['the sessionCookieName', (sessionCookieName) => WebApplication.sessionProbe({ sessionCookieName })],
];
const PATHS: Option[] = [['the sessionCookiePath', (sessionCookiePath) => WebApplication.sessionProbe({ sessionCookiePath })]];

const options = [...DOMAINS, ...NAMES, ...PATHS];

function refuses(program: (value: string) => unknown, what: string, values: string[], fix: string): void {
  values.forEach((value) => expect(problemOf(() => program(value))).toMatchObject({ code: 'SESSION_COOKIE', got: `${what} "${value}"`, fix: expect.stringContaining(fix) }));
}

function accepts(program: (value: string) => unknown, values: string[]): void {
  values.forEach((value) => expect(() => program(value)).not.toThrow());
}

test.each(DOMAINS)('%s is a domain as Tomcat takes it', (what, program) => {
  refuses(program, what, ['', '.', '.example.com', 'example.com.', 'a..b', '-a.com', 'a-.com', 'a.com-', 'a_b.com', 'a b', 'a;b', 'exämple.com', 'a.com:80'], 'as in example.com');
  accepts(program, ['example.com', 'localhost', 'a-b.c--d.example.com', '3w.example.com', '192.0.2.1']);
});

test.each(NAMES)('%s is a name as Tomcat takes it', (what, program) => {
  refuses(program, what, ['', 'my sso', 'a;b', 'a=b', 'a/b', 'ä'], 'use letters, digits, _ and -');
  accepts(program, ['SHOP_SSO', '__Host-shop', "!#$%&'*+.^_`|~0"]);
});

test.each(PATHS)('%s is a path as Tomcat takes it', (what, program) => {
  refuses(program, what, ['', 'shop', '/;x', '/shop;', '/a\nb', '/a\x7f', '/ü'], 'as in /shop');
  accepts(program, ['/', '/shop', '/shop/', '/a b:c~<d>']);
});

test.each(options)('%s that only Terraform knows is left alone', (_, program) => {
  accepts(program, [new TerraformVariable(new Tier().stack, 'value', { type: 'string' }).stringValue]);
});
