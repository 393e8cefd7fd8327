import { Connector, ConnectorOptions, Executor, HttpsConnectorOptions, Secret, TlsCertificate, TlsProtocol } from 'cdktf-tomcat-cluster';
import { problemOf, Tier, variableSecret } from '../support/program';

/** The lines of server.xml that are about connectors. */
function linesOf(connectors: Connector[], tier = new Tier()): string[] {
  const host = tier.hosts.add('was-01', { addresses: { a: '172.30.0.9' } });
  const serverXml = tier.tomcat('a', { host, connectors }).files['/srv/tomcat/a/conf/server.xml'];
  return serverXml.slice(serverXml.indexOf('<Service'), serverXml.indexOf('<Engine')).split('\n').slice(1, -1).map((line) => line.trim());
}

const COMMON: ConnectorOptions = {
  maxThreads: 50, minSpareThreads: 5, maxConnections: 500, acceptCount: 20, maxPostSizeBytes: 1000, uriEncoding: 'ISO-8859-1', proxyName: 'shop.example.com',
  proxyPort: 443, redirectPort: 8443, scheme: 'https', secure: true,
};
const COMMON_XML = 'maxThreads="50" minSpareThreads="5" maxConnections="500" acceptCount="20" maxPostSize="1000" URIEncoding="ISO-8859-1" '
  + 'proxyName="shop.example.com" proxyPort="443" redirectPort="8443"';

test('an HTTP connector says in units what Tomcat calls the same', () => {
  const [line] = linesOf([Connector.http({
    ...COMMON, connectionTimeoutMillis: 20_000, keepAliveTimeoutMillis: 1500, maxKeepAliveRequests: -1,
    compression: true, compressionMinSizeBytes: 100, compressibleMimeType: ['text/html', 'text/css'],
    maxHttpHeaderSizeBytes: 16_384, relaxedPathChars: '"<', relaxedQueryChars: '[]', server: 'shop',
  })]);
  expect(line).toBe(`<Connector protocol="HTTP/1.1" address="127.0.0.1" port="8080" bindOnInit="false" throwOnFailure="true" ${COMMON_XML} `
    + 'scheme="https" secure="true" connectionTimeout="20000" keepAliveTimeout="1500" maxKeepAliveRequests="-1" compression="on" compressionMinSize="100" '
    + 'compressibleMimeType="text/html,text/css" maxHttpHeaderSize="16384" relaxedPathChars="&quot;&lt;" relaxedQueryChars="[]" server="shop"/>');
});

test('compression can be ruled out', () => {
  expect(linesOf([Connector.http({ compression: false })])[0]).toContain('compression="off"');
});

test('an AJP connector has its own options beside those of all', () => {
  const [line] = linesOf([Connector.ajp({ ...COMMON, packetSizeBytes: 65_536, tomcatAuthentication: false, allowedRequestAttributesPattern: 'A<B' })]);
  expect(line).toContain(COMMON_XML);
  expect(line).toMatch(/scheme="https" secure="true" packetSize="65536" tomcatAuthentication="false" allowedRequestAttributesPattern="A&lt;B"\/>$/);
});

test('an AJP connector waits a minute for each part of a request, or as long as it says', () => {
  expect(linesOf([Connector.ajp()])[0]).toContain(' connectionTimeout="60000" keepAliveTimeout="60000"');
  expect(linesOf([Connector.ajp({ connectionTimeoutMillis: 20_000 })])[0]).toContain(' connectionTimeout="20000" keepAliveTimeout="60000"');
  expect(problemOf(() => Connector.ajp({ connectionTimeoutMillis: -2 }))).toMatchObject({ code: 'OPTION_RANGE', got: 'connectionTimeoutMillis -2 of Connector.ajp()' });
});

describe('an HTTPS connector', () => {
  const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/shop.key');

  test('takes requests on the address of its instance, with TLS 1.2 and 1.3', () => {
    expect(linesOf([Connector.https({ certificate })])).toEqual([
      '<Connector protocol="HTTP/1.1" address="172.30.0.9" port="8443" bindOnInit="false" throwOnFailure="true" SSLEnabled="true" scheme="https" secure="true">',
      '<SSLHostConfig protocols="TLSv1.2+TLSv1.3">',
      '<Certificate certificateFile="/etc/ssl/shop.crt" certificateKeyFile="/etc/ssl/shop.key"/>',
      '</SSLHostConfig>',
      '</Connector>',
    ]);
  });

  test('may speak HTTP/2, and have a keystore with a secret', () => {
    const tier = new Tier();
    const keystore = TlsCertificate.keystore('/etc/ssl/shop.p12', variableSecret(tier.stack, 'keystore'), { type: 'PKCS12', keyAlias: 'shop' });
    expect(linesOf([Connector.https({
      certificate: keystore, protocols: [TlsProtocol.V1_3], ciphers: 'HIGH:!aNULL', honorCipherOrder: true, http2: true,
    })], tier).slice(1, 4)).toEqual([
      '<UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/>',
      '<SSLHostConfig protocols="TLSv1.3" ciphers="HIGH:!aNULL" honorCipherOrder="true">',
      '<Certificate certificateKeystoreFile="/etc/ssl/shop.p12" certificateKeystorePassword="{{keystore}}" certificateKeystoreType="PKCS12" certificateKeyAlias="shop"/>',
    ]);
  });

  test('a key may be encrypted, and certificates between be in a file of their own', () => {
    const tier = new Tier();
    const pem = TlsCertificate.pem('/a.crt', '/a.key', { certificateChainFile: '/chain.crt', certificateKeyPassword: variableSecret(tier.stack, 'key') });
    expect(linesOf([Connector.https({ certificate: pem })], tier)[2]).toMatch(/certificateChainFile="\/chain.crt" certificateKeyPassword="\{\{key\}\}"/);
  });

  test('is waited for like an AJP connector, since no command of the host speaks TLS', () => {
    const tier = new Tier();
    expect(tier.tomcat('a', { connectors: [Connector.https({ certificate })] })._service.readiness()).toMatchObject({ port: 8443, request: undefined });
  });

  test('without a certificate is refused', () => {
    expect(problemOf(() => Connector.https({} as HttpsConnectorOptions))).toMatchObject({
      code: 'CERTIFICATE', got: 'an HTTPS connector without a certificate', why: 'no browser would talk to it', fix: expect.stringContaining('TlsCertificate.pem('),
    });
  });

  test.each([['shop.crt', '/shop.key'], ['/shop.crt', 'conf/shop.key'], ['', '/shop.key']])('with the files "%s" and "%s" is refused', (file, key) => {
    expect(problemOf(() => TlsCertificate.pem(file, key))).toMatchObject({
      code: 'CERTIFICATE', why: expect.stringContaining('at an absolute path'), fix: 'write it as in /etc/ssl/shop.crt',
    });
  });

  test('with a password in clear is refused', () => {
    expect(problemOf(() => TlsCertificate.keystore('/shop.p12', 'changeit' as unknown as Secret))).toMatchObject({ code: 'SECRET_IN_CLEAR' });
  });
});

describe('executors', () => {
  test('that connectors share are written once, before them', () => {
    const shared = Executor.platform('shared', { maxThreads: 40, minSpareThreads: 2, maxIdleTimeMillis: 500, maxQueueSize: 9, namePrefix: 'shop-' });
    const lines = linesOf([Connector.http({ executor: shared }), Connector.ajp({ executor: shared })]);
    expect(lines).toEqual([
      '<Executor name="shared" namePrefix="shop-" maxThreads="40" minSpareThreads="2" maxQueueSize="9" maxIdleTime="500"/>',
      expect.stringContaining('executor="shared"'),
      expect.stringContaining('executor="shared"'),
    ]);
  });

  test('may have virtual threads', () => {
    expect(linesOf([Connector.http({ executor: Executor.virtualThreads('virtual', { namePrefix: 'v-' }) })])[0])
      .toBe('<Executor name="virtual" className="org.apache.catalina.core.StandardVirtualThreadExecutor" namePrefix="v-"/>');
  });

  test.each<[string, ConnectorOptions]>([['maxThreads', { maxThreads: 5 }], ['minSpareThreads', { minSpareThreads: 5 }]])('and %s of one connector are refused', (name, own) => {
    expect(problemOf(() => Connector.http({ executor: Executor.platform('shared'), ...own }))).toMatchObject({
      code: 'EXECUTOR_AND_THREADS', got: `the executor shared and ${name} on one connector`, why: expect.stringContaining('ignores'), fix: expect.stringContaining('Executor.platform('),
    });
  });
});

test.each([0, 4096, 8193, 66_560])('packets of %d bytes are refused', (packetSizeBytes) => {
  expect(problemOf(() => Connector.ajp({ packetSizeBytes }))).toMatchObject({
    code: 'PACKET_SIZE', got: `packetSizeBytes ${packetSizeBytes}`, why: expect.stringContaining('multiples of 1024'), fix: expect.stringContaining('leave it out'),
  });
});

test('HTTP keeps connections for any time, AJP for whole seconds', () => {
  expect(linesOf([Connector.http({ keepAliveTimeoutMillis: -1 })])[0]).toContain('keepAliveTimeout="-1"');
});

describe('what the library has no words for', () => {
  test('is added to a connector, escaped', () => {
    const tier = new Tier();
    const lines = linesOf([Connector.http({
      extraAttributes: { xpoweredBy: 'a "<&>"' },
      extraElements: [{ name: 'A', attributes: { b: '<' }, secretAttributes: { c: variableSecret(tier.stack, 'other') }, children: [{ name: 'D' }] }],
    })], tier);
    expect(lines).toEqual([expect.stringMatching(/ xpoweredBy="a &quot;&lt;&amp;&gt;&quot;">$/), '<A b="&lt;" c="{{other}}">', '<D/>', '</A>', '</Connector>']);
  });

  test('does not replace what the library writes', () => {
    expect(problemOf(() => linesOf([Connector.http({ extraAttributes: { port: '80' } })]))).toMatchObject({
      code: 'EXTRA_ATTRIBUTE_TAKEN', got: 'port among the extraAttributes of Connector', fix: 'use the option of this name',
    });
  });

  test.each([
    ['protocol', Connector.http], ['bindOnInit', Connector.http], ['throwOnFailure', Connector.ajp],
  ])('is not %s, for which there is no option', (name, connector) => {
    expect(problemOf(() => linesOf([connector({ extraAttributes: { [name]: 'true' } })]))).toMatchObject({
      code: 'EXTRA_ATTRIBUTE_TAKEN', why: 'the library writes this attribute itself, and others of its files agree with it', fix: 'leave it out',
    });
  });

  test.each(['acceptCount', 'compression', 'maxPostSize'])('is not %s, for which there is an option that nobody used', (name) => {
    expect(problemOf(() => linesOf([Connector.http({ extraAttributes: { [name]: '1' } })]))).toMatchObject({ code: 'EXTRA_ATTRIBUTE_TAKEN' });
  });

  test.each(['', 'a b', 'a="1" b', '<a', '1a'])('is refused under the name "%s"', (name) => {
    expect(problemOf(() => Connector.http({ extraAttributes: { [name]: '1' } }))).toMatchObject({ code: 'XML_NAME', got: `the XML name "${name}"` });
    expect(problemOf(() => Connector.http({ extraElements: [{ name }] }))).toMatchObject({ code: 'XML_NAME' });
  });
});

test.each<[string, ConnectorOptions, ConnectorOptions]>([
  ['acceptCount 2147483648', { acceptCount: 2 ** 31 }, { acceptCount: 2 ** 31 - 1 }],
  ['maxThreads 0', { maxThreads: 0 }, { maxThreads: 1 }],
  ['maxConnections -2', { maxConnections: -2 }, { maxConnections: -1 }],
  ['maxConnections 0', { maxConnections: 0 }, { maxConnections: 1 }],
  ['proxyPort 65536', { proxyPort: 65_536 }, { proxyPort: 65_535 }],
  ['maxParameterCount 1.5', { maxParameterCount: 1.5 }, { maxParameterCount: 1 }],
])('%s is refused, as Tomcat would leave it out', (got, wrong, right) => {
  for (const connector of [Connector.http, Connector.ajp] as ((options: ConnectorOptions) => Connector)[]) {
    expect(problemOf(() => connector(wrong))).toMatchObject({ code: 'OPTION_RANGE', got: expect.stringContaining(got) });
    expect(() => connector(right)).not.toThrow();
  }
});

test('a pattern for attributes of requests must compile', () => {
  expect(problemOf(() => Connector.ajp({ allowedRequestAttributesPattern: '(' }))).toMatchObject({
    code: 'REGULAR_EXPRESSION', got: expect.stringContaining('allowedRequestAttributesPattern'),
  });
  expect(() => Connector.ajp({ allowedRequestAttributesPattern: '(AJP_.*)' })).not.toThrow();
});

test.each([
  ['of secrets', (secret: Secret) => TlsCertificate.pemSecrets(secret, secret)],
  ['of a bundle', (secret: Secret) => TlsCertificate.pemBundle(secret)],
  ['by ACME', () => TlsCertificate.acme('admin@example.com')],
])('a certificate %s is for front ends alone', (_, certificate) => {
  const secret = variableSecret(new Tier().stack, 'pem');
  expect(problemOf(() => Connector.https({ certificate: certificate(secret) }))).toMatchObject({ code: 'CERTIFICATE', why: expect.stringContaining('front ends') });
});
