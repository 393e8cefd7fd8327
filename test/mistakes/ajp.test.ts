import { Connector, ExternalTomcats, Route, Secret } from 'cdktf-tomcat-cluster';
import { MachineHost } from '../support/machine-host';
import { Tier } from '../support/program';
import { refusalOf } from '../support/refusal';

/** A Tomcat behind a front end. */
function routed(tier: Tier, ...[id, props]: Parameters<Tier['tomcat']>) {
  const tomcat = tier.tomcat(id, props);
  return { tomcat, web: tier.frontend('web', [tomcat]) };
}

function connectorOf(tier: Tier, connector: Connector): string {
  const { files } = tier.tomcat('a', { host: new MachineHost(tier.stack, 'was-01', '10.0.0.4'), connectors: [connector] });
  return /<Connector protocol="AJP.*/.exec(files['/srv/tomcat/a/conf/server.xml'])![0];
}

test('M-01: the key cannot be put into secretRequired, which is a yes or no', () => {
  const tier = new Tier();
  // @ts-expect-error a string is not a boolean
  Connector.ajp({ secretRequired: '[KEY]' });
  expect(connectorOf(tier, Connector.ajp({ secret: tier.secret }))).toContain(' secret="{{ajp_secret}}" secretRequired="true" ');
});

test('M-02: AJP for everyone without a secret is refused', () => {
  const open = (props: object) => refusalOf((tier) => tier.tomcat('a', props));
  const said = (got: string) => `[AJP_SECRET_MISSING] shop/a: an AJP connector on 0.0.0.0:8009 ${got}; whoever reaches it can pass for any user and any client address; Tomcat 9.0.31 and later do not start it without a secret. Fix: pass ajpSecret: Secret.fromVariable(variable) and leave secretRequired out, or bind the connector to 127.0.0.1 with secretRequired: false.`;
  expect(open({ connectors: [Connector.ajp({ address: '0.0.0.0', secretRequired: false })] })).toBe(said('with secretRequired: false'));
  expect(open({ connectors: [Connector.ajp({ address: '0.0.0.0' })], ajpSecret: undefined })).toBe(said('without a secret'));
  expect(open({ connectors: [Connector.ajp({ address: '0.0.0.0' })] })).toBe('');
});

test('M-02: the connector is bound to the address of its Tomcat', () => {
  expect(connectorOf(new Tier(), Connector.ajp())).toContain(' address="10.0.0.4" port="8009" ');
});

test('M-03: a worker with another port than its connector is refused where it is written by hand', () => {
  const twice = (port: number) => refusalOf((tier) => {
    const host = new MachineHost(tier.stack, 'was-02', '10.0.0.4');
    tier.tomcat('pls', { host, jvmRoute: 'pls2', connectors: [Connector.ajp({ port: 8011 })] });
    const byHand = new ExternalTomcats(tier.stack, 'by-hand', { members: [{ jvmRoute: 'pls2', host: '10.0.0.4', port }], ajpSecret: tier.secret });
    tier.frontend('web', [byHand], { host: new MachineHost(tier.stack, 'web-01', '10.0.0.9') });
  });
  expect(twice(8111)).toBe('[WORKER_WITHOUT_CONNECTOR] shop/web: worker pls2 at 10.0.0.4:8111; shop/pls is there, with its AJP connector on 8011. Fix: pass the TomcatInstance or its SessionCluster to Route instead of repeating its address.');
  expect(twice(8011)).toBe('');
});

test('M-03: the port of a worker is that of its connector', () => {
  const { web } = routed(new Tier(), 'pls', { jvmRoute: 'pls2', connectors: [Connector.ajp({ port: 8011 })] });
  expect(web.files['/srv/httpd/conf/workers.properties']).toContain('worker.pls2.port=8011\n');
});

test('M-03b: a worker at another address than its connector is refused, and cannot be written', () => {
  const host = (tier: Tier) => new MachineHost(tier.stack, 'was-02', '211.183.3.113');
  expect(refusalOf((tier) => routed(tier, 'a', { host: host(tier), jvmRoute: 'worker2', connectors: [Connector.ajp({ address: '192.168.1.113' })] }))).toBe(
    '[WORKER_WITHOUT_CONNECTOR] shop/web: worker worker2 at 211.183.3.113:8009; the AJP connector of shop/a is bound to 192.168.1.113. Fix: leave the address of Connector.ajp() out.');
  const tier = new Tier();
  const { web } = routed(tier, 'a', { host: host(tier), jvmRoute: 'worker2', connectors: [Connector.ajp({ port: 9010 })] });
  expect(web.files['/srv/httpd/conf/workers.properties']).toContain('worker.worker2.host=211.183.3.113\nworker.worker2.port=9010\n');
  // @ts-expect-error a route takes no address
  expect(() => Route.all({ host: '192.168.1.113', port: 9010 })).not.toThrow();
});

test('M-35: a key with characters that workers.properties cuts is refused', () => {
  const withSecret = (value: string) => refusalOf((tier) => routed(tier, 'a', { ajpSecret: Secret.unsafePlainText(value) }));
  const why = 'in workers.properties # begins a comment and $( a variable, so that httpd would use another secret; short ones are guessed. Fix: use at least 16 of A-Z, a-z, 0-9, _ and -, and pass it as Secret.fromVariable(variable).';
  expect(withSecret('Abc#123-long-enough')).toBe(`[AJP_SECRET_ALPHABET] shop/a: the AJP secret (plain text), which holds a #; ${why}`);
  expect(withSecret('Abc!123-long-enough')).toBe(`[AJP_SECRET_ALPHABET] shop/a: the AJP secret (plain text); ${why}`);
  expect(withSecret('Abc-123_long-enough')).toBe('');
});
