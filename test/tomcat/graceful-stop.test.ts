import { ApacheProxyFrontend, Connector, ProxyProtocol, Route, TomcatDistribution, TomcatInstance, TomcatInstanceProps, TomcatRelease } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { containersOf, problemOf, Tier } from '../support/program';

/** What server.xml says of a stop. */
function stopOf(tomcat: TomcatInstance): { awaits?: string; keepsAjp?: string } {
  const text = tomcat.files['/srv/tomcat/a/conf/server.xml'];
  return {
    awaits: /gracefulStopAwaitMillis="([^"]*)"/.exec(text)?.[1],
    keepsAjp: /protocol="AJP.*keepAliveTimeout="([^"]*)"/.exec(text)?.[1],
  };
}

function asked(props: Partial<TomcatInstanceProps> = {}): TomcatInstance {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', { distribution: TomcatDistribution.image('tomcat'), ...props });
  tier.frontend('web', [tomcat]);
  return tomcat;
}

test('a stop waits for connections, of which front ends of the program leave none idle', () => {
  expect(stopOf(asked())).toEqual({ awaits: '5000', keepsAjp: '1' });
  expect(stopOf(asked({ gracefulStopAwaitMillis: 20_000 }))).toEqual({ awaits: '20000', keepsAjp: '1' });
});

test('a front end of somebody else may not ping: its connections stay', () => {
  expect(stopOf(new Tier().tomcat('a'))).toEqual({ awaits: '5000', keepsAjp: '60000' });
});

test('a front end that speaks HTTP leaves the AJP connector to others', () => {
  const tier = new Tier();
  const tomcat = tier.tomcat('a', { connectors: [Connector.ajp(), Connector.http({ address: '0.0.0.0' })] });
  const web = new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), balancer: { protocol: ProxyProtocol.HTTP } });
  web.addVirtualHost('a.example.com', { routes: [Route.all(tomcat)] });
  expect(stopOf(tomcat)).toEqual({ awaits: '5000', keepsAjp: '60000' });
});

test('a second AJP connector is that of others', () => {
  const text = asked({ connectors: [Connector.ajp(), Connector.ajp({ port: 9009 })] }).files['/srv/tomcat/a/conf/server.xml'];
  expect([...text.matchAll(/port="(\d+)".*keepAliveTimeout="(\d+)"/g)].map(([, port, millis]) => [port, millis])).toEqual([['8009', '1'], ['9009', '60000']]);
});

test('a ping, a body and an answer have their time, however short idle connections live', () => {
  for (const keepAliveTimeoutMillis of [undefined, 1, 20_000]) {
    const text = asked({ connectors: [Connector.ajp({ keepAliveTimeoutMillis })] }).files['/srv/tomcat/a/conf/server.xml'];
    expect(text).toContain(`connectionTimeout="60000" keepAliveTimeout="${keepAliveTimeoutMillis ?? 1}"`);
  }
});

test('what is said of a connector stays', () => {
  expect(stopOf(asked({ connectors: [Connector.ajp({ keepAliveTimeoutMillis: 20_000 })] }))).toEqual({ awaits: '5000', keepsAjp: '20000' });
});

test('a stop that waits for nothing ends no connections before', () => {
  expect(stopOf(asked({ gracefulStopAwaitMillis: 0 }))).toEqual({ awaits: undefined, keepsAjp: '60000' });
});

test.each([['9.0.40', undefined, '60000'], ['9.0.41', '5000', '1']])('Tomcat %s waits for %s', (version, awaits, keepsAjp) => {
  expect(stopOf(asked({ release: TomcatRelease.of(version) }))).toEqual({ awaits, keepsAjp });
});

test('a wait that the release does not have is refused', () => {
  const tier = new Tier();
  tier.tomcat('a', { ajpSecret: undefined, release: TomcatRelease.of('9.0.40'), distribution: TomcatDistribution.image('tomcat'), gracefulStopAwaitMillis: 1000 });
  expectErrors(tier.problems, {
    code: 'RELEASE_LACKS', path: 'shop/a', got: 'gracefulStopAwaitMillis with Tomcat 9.0.40', why: 'only Tomcat 8.5.76', fix: 'leave it out',
  });
});

test.each([-1, 0.5])('a wait of %s ms is refused', (gracefulStopAwaitMillis) => {
  expect(problemOf(() => asked({ gracefulStopAwaitMillis }))).toMatchObject({ code: 'OPTION_RANGE', got: `gracefulStopAwaitMillis ${gracefulStopAwaitMillis} of the instance` });
});

test('nobody ends a Tomcat that still waits', () => {
  const tier = new Tier();
  tier.tomcat('a', { gracefulStopAwaitMillis: 60_500 });
  expect(containersOf(tier.app)[0]).toMatchObject({ stop_timeout: 91, destroy_grace_seconds: 91 });
});
