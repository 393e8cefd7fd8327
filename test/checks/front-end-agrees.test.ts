import { Connector, TomcatInstanceProps, WebApplication } from 'cdktf-tomcat-cluster';
import { Tier } from '../support/program';

function problemsWith(props: Partial<TomcatInstanceProps>, routed = true) {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', props);
  if (routed) tier.frontend('web', [tomcat]);
  return tier.problems;
}

describe('SESSION_COOKIE_NAME', () => {
  const named = (sessionCookieName?: string) => ({ applications: [WebApplication.sessionProbe({ contextPath: '/shop', sessionCookieName, sessionCookiePath: '/' })] });

  test.each([undefined, 'JSESSIONID'])('the name %s is accepted', (name) => {
    expect(problemsWith(named(name))).toEqual([]);
  });

  test('any name is accepted where no front end of the program routes', () => {
    expect(problemsWith(named('SHOP'), false)).toEqual([]);
  });
});

describe('PACKET_SIZE_DIFFERS', () => {
  const sized = (packetSizeBytes: number) => ({ connectors: [Connector.ajp({ packetSizeBytes })] });

  test('another size is accepted where no front end of the program routes', () => {
    expect(problemsWith(sized(16_384), false)).toEqual([]);
  });
});
