import { Connector, Executor, TlsCertificate, TomcatDistribution, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const connectors: Concept = {
  title: 'Connectors and executors',
  examples: [
    {
      code: 'EXECUTOR_NAME',
      what: 'two executors of one name in an instance',
      fails: ({ stack, host }) => new TomcatInstance(stack, 'shop', {
        host,
        connectors: [
          Connector.http({ executor: Executor.platform('shared') }),
          Connector.http({ port: 8081, executor: Executor.platform('shared', { maxThreads: 5 }) }),
        ],
      }),
      passes: ({ stack, host }) => {
        const shared = Executor.platform('shared');
        new TomcatInstance(stack, 'shop', {
          host, connectors: [Connector.http({ executor: shared }), Connector.http({ port: 8081, executor: shared })],
        });
      },
    },
    {
      code: 'VIRTUAL_THREADS',
      what: 'virtual threads on Java 17, or before Tomcat 9.0.76 or 10.1.10',
      fails: ({ stack, host }) => new TomcatInstance(stack, 'shop', {
        host,
        connectors: [Connector.http({ executor: Executor.virtualThreads('virtual') })],
        distribution: TomcatDistribution.image('tomcat:10.1-jdk17'),
      }),
      passes: ({ stack, host }) => new TomcatInstance(stack, 'shop', {
        host,
        connectors: [Connector.http({ executor: Executor.virtualThreads('virtual') })],
        distribution: TomcatDistribution.image('tomcat:10.1-jdk21'),
      }),
    },
    {
      code: 'REDIRECT_PORT',
      what: 'a `redirectPort` other than 443 that no HTTPS connector of the instance has',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, connectors: [Connector.ajp({ redirectPort: 8443 })],
      }),
      passes: ({ stack, host, secret }) => {
        const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');
        new TomcatInstance(stack, 'shop', {
          host, ajpSecret: secret, connectors: [Connector.ajp({ redirectPort: 8443 }), Connector.https({ port: 8443, certificate })],
        });
      },
    },
    {
      code: 'EXECUTOR_AND_THREADS',
      what: 'an executor and a number of threads on one connector',
      fails: () => Connector.http({ executor: Executor.platform('shared'), maxThreads: 400 }),
      passes: () => Connector.http({ executor: Executor.platform('shared', { maxThreads: 400 }) }),
    },
    {
      code: 'CERTIFICATE',
      what: 'an HTTPS connector without a certificate, or with a file whose path is not absolute',
      fails: () => TlsCertificate.pem('ssl/shop.crt', 'ssl/shop.key'),
      passes: () => TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key'),
    },
    {
      code: 'KEEP_ALIVE',
      what: 'a keep-alive time of more than a second that is not whole seconds',
      fails: () => Connector.ajp({ keepAliveTimeoutMillis: 1500 }),
      passes: () => Connector.ajp({ keepAliveTimeoutMillis: 2000 }),
    },
    {
      code: 'PACKET_SIZE',
      what: 'an AJP packet size that is not a multiple of 1024 from 8192 to 65536',
      fails: () => Connector.ajp({ packetSizeBytes: 10_000 }),
      passes: () => Connector.ajp({ packetSizeBytes: 10_240 }),
    },
    {
      code: 'EXTRA_ATTRIBUTE_TAKEN',
      what: 'an extra attribute that the library writes itself',
      fails: ({ stack, host }) => new TomcatInstance(stack, 'shop', { host, connectors: [Connector.http({ extraAttributes: { port: '8081' } })] }),
      passes: ({ stack, host }) => new TomcatInstance(stack, 'shop', { host, connectors: [Connector.http({ extraAttributes: { tcpNoDelay: 'true' } })] }),
    },
    {
      code: 'EXTRA_ELEMENT_TAKEN',
      what: 'an extra element of which Tomcat has one, and which the library writes itself',
      fails: ({ stack, host, cluster, secret }) => {
        const applications = [WebApplication.sessionProbe({ extraElements: [{ name: 'Manager', attributes: { pathname: '' } }] })];
        new TomcatInstance(stack, 'shop', { host, cluster, ajpSecret: secret, applications });
      },
      passes: ({ stack, host, secret }) => {
        const applications = [WebApplication.sessionProbe({ extraElements: [{ name: 'Manager', attributes: { pathname: '' } }] })];
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications });
      },
    },
    {
      code: 'XML_NAME',
      what: 'an extra attribute or element with a name that XML does not take',
      fails: () => Connector.http({ extraAttributes: { 'tcp no delay': 'true' } }),
      passes: () => Connector.http({ extraAttributes: { tcpNoDelay: 'true' } }),
    },
  ],
};
