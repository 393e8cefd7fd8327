import { ApacheProxyFrontend, Connector, ExternalTomcats, ExternalTomcatsProps, ProxyProtocol, Route, Secret } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { MachineHost } from '../support/machine-host';
import { Tier, variableSecret } from '../support/program';

const fix = 'pass the TomcatInstance or its SessionCluster to Route instead of repeating its address';

/** What is wrong where the address of a Tomcat of the program is repeated. */
function repeated(jvmRoute: string, secret: (tier: Tier) => Secret | undefined, host = '10.0.0.4') {
  const tier = new Tier();
  tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.4') });
  const props: ExternalTomcatsProps = { members: [{ jvmRoute, host }], ajpSecret: secret(tier) };
  tier.frontend('web', [new ExternalTomcats(tier.stack, 'old', props)], { host: new MachineHost(tier.stack, 'web-01', '10.0.0.9') });
  return tier.problems;
}

test('another jvmRoute than that of the Tomcat at the address is refused', () => {
  expectErrors(repeated('b', ({ secret }) => secret), {
    code: 'JVM_ROUTE', path: 'shop/web', got: 'the jvmRoute b of shop/old for shop/a', why: 'its session ids end in a', fix,
  });
});

test.each<[string, (tier: Tier) => Secret | undefined]>([
  ['no secret', () => undefined],
  ['the secret other', ({ stack }) => variableSecret(stack, 'other')],
])('%s is refused where its connector expects another one', (said, secret) => {
  expectErrors(repeated('a', secret), {
    code: 'AJP_SECRET_DIFFERS', path: 'shop/web', got: `worker a with ${said}`, why: 'the AJP connector of shop/a expects the secret ajp_secret', fix,
  });
});

test('what is repeated rightly is accepted, and so is whatever is said of other addresses', () => {
  expect(repeated('a', ({ secret }) => secret)).toEqual([]);
  expect(repeated('b', () => undefined, '10.0.0.5')).toEqual([]);
});

test('the jvmRoute counts for HTTP too, which knows no secret', () => {
  const routed = (jvmRoute: string) => {
    const tier = new Tier();
    tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.4'), connectors: [Connector.http({ address: '0.0.0.0' })], remoteIp: {} });
    const web = new ApacheProxyFrontend(tier.stack, 'web', { host: new MachineHost(tier.stack, 'web-01', '10.0.0.9'), balancer: { protocol: ProxyProtocol.HTTP } });
    web.addVirtualHost('x.example.com', { routes: [Route.all(new ExternalTomcats(tier.stack, 'old', { members: [{ jvmRoute, host: '10.0.0.4', port: 8080 }] }))] });
    return tier.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  };
  expect(routed('a')).toEqual([]);
  expect(routed('b')).toEqual(['JVM_ROUTE']);
});
