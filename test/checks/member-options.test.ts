import { Activation, ApacheProxyFrontend, MemberOptions, Route } from 'cdktf-tomcat-cluster';
import * as fc from 'fast-check';
import { Tier } from '../support/program';

/** What is wrong with the options of a front end with mod_jk before the Tomcats a and b. */
function problemsWith(members: { [jvmRoute: string]: MemberOptions }): string[] {
  const tier = new Tier();
  const cluster = tier.cluster('site');
  ['a', 'b'].forEach((jvmRoute) => tier.tomcat(jvmRoute, { cluster, jvmRoute }));
  tier.frontend('web', [cluster], { members });
  return tier.problems.map(({ code, got }) => `${code}: ${got}`);
}

test.each<[string, { [jvmRoute: string]: MemberOptions }]>([
  ['members with "c"', { c: {} }],
  ['redirect "c" of the member a', { a: { redirect: 'c' } }],
  ['redirect "a" of the member a', { a: { redirect: 'a' } }],
  ['domain "left.1" of the member a', { a: { domain: 'left.1' } }],
  ['the balancer site-lb without an active member', { a: { activation: Activation.DISABLED }, b: { activation: Activation.STOPPED } }],
])('%s is refused', (got, members) => {
  expect(problemsWith(members)).toEqual([`MEMBER_OPTIONS: ${got}`]);
});

test('what leaves somebody who serves is accepted', () => {
  expect(problemsWith({ a: { activation: Activation.STOPPED }, b: { redirect: 'a', domain: 'left' } })).toEqual([]);
});

test('a domain is refused with mod_proxy, which has none', () => {
  const tier = new Tier();
  const web = new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), members: { a: { domain: 'left' } } });
  web.addVirtualHost('a.example.com', { routes: [Route.all(tier.tomcat('a'))] });
  expect(tier.problems.map(({ code, why }) => `${code}: ${why}`)).toEqual(['MEMBER_OPTIONS: mod_proxy_balancer has no domains']);
});

test('no text that is not the name of a member or a domain gets through', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }).filter((text) => !/^[A-Za-z0-9_-]{1,63}$/.test(text)), (hostile) => {
    expect(said({ [`${hostile} `]: {} })).toMatch(/MEMBER_OPTIONS: members with/);
    expect(said({ a: { domain: hostile } })).toMatch(/MEMBER_OPTIONS: domain|TEXT_NOT_/);
  }), { numRuns: 30 });
});

/** What is found, or thrown where it could not even be written. */
function said(members: { [jvmRoute: string]: MemberOptions }): string {
  try {
    return problemsWith(members).join();
  } catch (error) {
    return String(error);
  }
}
