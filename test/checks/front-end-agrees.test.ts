import { Connector, TomcatInstanceProps, WebApplication } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

function problemsWith(props: Partial<TomcatInstanceProps>, routed = true) {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', props);
  if (routed) tier.frontend('web', [tomcat]);
  return tier.problems;
}

describe('SESSION_COOKIE_NAME', () => {
  const named = (sessionCookieName?: string) => ({ applications: [WebApplication.sessionProbe({ contextPath: '/shop', sessionCookieName, sessionCookiePath: '/' })] });

  test('a cookie that mod_jk does not look for is refused', () => {
    expectErrors(problemsWith(named('SHOP')), {
      code: 'SESSION_COOKIE_NAME',
      path: 'shop/a',
      got: 'sessionCookieName "SHOP" of /shop',
      why: 'mod_jk of the front end looks for JSESSIONID',
      fix: 'leave sessionCookieName out',
    });
  });

  test.each([undefined, 'JSESSIONID'])('the name %s is accepted', (name) => {
    expect(problemsWith(named(name))).toEqual([]);
  });

  test('any name is accepted where no front end of the program routes', () => {
    expect(problemsWith(named('SHOP'), false)).toEqual([]);
  });
});

describe('PACKET_SIZE_DIFFERS', () => {
  const sized = (packetSizeBytes: number) => ({ connectors: [Connector.ajp({ packetSizeBytes })] });

  test('packets of another size than mod_jk has are refused', () => {
    expectErrors(problemsWith(sized(16_384)), {
      code: 'PACKET_SIZE_DIFFERS', path: 'shop/a', got: 'packetSizeBytes 16384', why: 'mod_jk of the front end has 8192', fix: 'leave packetSizeBytes out',
    });
  });

  test('the size that mod_jk has is accepted', () => {
    expect(problemsWith(sized(8192))).toEqual([]);
  });

  test('another size is accepted where no front end of the program routes', () => {
    expect(problemsWith(sized(16_384), false)).toEqual([]);
  });
});
