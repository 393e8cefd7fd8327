import {
  ApacheDistribution, ApacheJkFrontend, AzureKeyVault, AzureSubnet, AzureVmHosts, FrameAncestors, HttpdLogs, Route, TlsCertificate, TomcatInstance,
} from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const virtualHosts: Concept = {
  title: 'Virtual hosts',
  examples: [
    {
      code: 'TLS_PORT_CLOSED',
      what: 'TLS on a port that others do not reach, where they reach that for HTTP',
      fails: ({ stack, hosts, tomcat }) => {
        const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01', { publish: [{ port: 80, hostPort: 8080 }] }) });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate } });
      },
      passes: ({ stack, hosts, tomcat }) => {
        const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01', { publish: [{ port: 80, hostPort: 8080 }, { port: 443, hostPort: 8443 }] }) });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate } });
      },
    },
    {
      code: 'TLS_PORT_UNUSED',
      what: '443 opened for visitors of front ends that do not speak TLS',
      fails: ({ stack, azure, was, secret }) => {
        const tier = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        [80, 443].forEach((port) => tier.letIn({ name: 'office', addresses: ['203.0.113.0/24'], port }));
        const tomcat = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const web = new ApacheJkFrontend(stack, 'web', { host: tier.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, azure, was, secret }) => {
        const tier = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        [80, 443].forEach((port) => tier.letIn({ name: 'office', addresses: ['203.0.113.0/24'], port }));
        const tomcat = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');
        const web = new ApacheJkFrontend(stack, 'web', { host: tier.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate } });
      },
    },
    {
      code: 'ACME_ON_SEVERAL_FRONTENDS',
      what: 'a certificate that several front ends want to get for one name',
      fails: ({ stack, azure, was, secret }) => {
        const tier = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const tomcat = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        for (const name of ['web-01', 'web-02']) {
          const web = new ApacheJkFrontend(stack, name, { host: tier.add(name) });
          web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate: TlsCertificate.acme('admin@example.com') } });
        }
      },
      passes: ({ stack, azure, was, secret }) => {
        const tier = azure.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] });
        const tomcat = new TomcatInstance(stack, 'shop', { host: was.add('was-01'), ajpSecret: secret });
        for (const name of ['web-01', 'web-02']) {
          const web = new ApacheJkFrontend(stack, name, { host: tier.add(name) });
          web.addVirtualHost(`${name}.example.com`, { routes: [Route.all(tomcat)], tls: { certificate: TlsCertificate.acme('admin@example.com') } });
        }
      },
    },
    {
      code: 'CERTIFICATE_NOT_RENEWED',
      what: 'a certificate that a vault renews, whose version is not said',
      fails: ({ stack, vaultId, adminSshKey, secret }) => {
        const vault = AzureKeyVault.fromId(vaultId);
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, keyVaults: [vault] });
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] }).add('was-01'), ajpSecret: secret });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] }).add('web-01') });
        const certificate = TlsCertificate.pemBundle(vault.secret('shop'));
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate } });
      },
      passes: ({ stack, vaultId, adminSshKey, secret }) => {
        const vault = AzureKeyVault.fromId(vaultId);
        const hosts = new AzureVmHosts(stack, 'hosts', { location: 'koreacentral', adminSshKey, keyVaults: [vault] });
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.addTier('was', { subnets: [AzureSubnet.withCidr('10.20.2.0/24')] }).add('was-01'), ajpSecret: secret });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.addTier('web', { subnets: [AzureSubnet.withCidr('10.20.1.0/24')] }).add('web-01') });
        const certificate = TlsCertificate.pemBundle(vault.secret('shop', '8d5f0a1c3b2e4f60a7c9d1e2f3a4b5c6'));
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate } });
      },
    },
    {
      code: 'VIRTUAL_HOST_TLS',
      what: 'TLS that httpd would not start with; Strict-Transport-Security that browsers would not heed',
      fails: ({ stack, host, tomcat }) => {
        const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat)],
          tls: { certificate, redirectHttp: false, hstsMaxAgeSeconds: 31_536_000 },
        });
      },
      passes: ({ stack, host, tomcat }) => {
        const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat)],
          tls: { certificate, hstsMaxAgeSeconds: 63_072_000, hstsIncludeSubDomains: true },
        });
      },
    },
    {
      code: 'SECURITY_HEADER',
      what: 'headers that are not one line, or no origin',
      fails: () => FrameAncestors.origins('portal.example.com'),
      passes: () => FrameAncestors.origins('https://portal.example.com'),
    },
    {
      code: 'REQUEST_LIMIT',
      what: 'limits for paths that are none, twice, or of no number',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat)],
          requestLimits: [{ path: '/upload/', limitRequestBodyBytes: 1_000_000 }],
        });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat)],
          requestLimits: [{ path: '/upload', limitRequestBodyBytes: 1_000_000 }, { methods: ['GET', 'POST'] }],
        });
      },
    },
    {
      code: 'ERROR_PAGE',
      what: 'a page for what is no status of an error, or none that httpd knows',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], errorPages: { '5xx': '<h1>Back soon</h1>' } });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], errorPages: { 502: '<h1>Back soon</h1>', 503: '<h1>Back soon</h1>' } });
      },
    },
    {
      code: 'MAINTENANCE',
      what: '`retryAfterSeconds` that is no number of seconds',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], maintenance: { retryAfterSeconds: 0 } });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], maintenance: { retryAfterSeconds: 600 } });
      },
    },
    {
      code: 'EXTRA_DIRECTIVE',
      what: 'a directive that the library writes itself, in the wrong place, of an unknown module, or for what a Tomcat gets',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], extraDirectives: [{ name: 'SecRuleEngine', arguments: ['On'] }] });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat)],
          extraDirectives: [{ name: 'SecRuleEngine', arguments: ['On'], modules: ['security2'] }],
        });
      },
    },
    {
      code: 'LIMIT_IN_DIRECTORY',
      what: 'a limit of requests in a section for files, or who may ask where httpd serves none',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat)],
          extraDirectives: [{ name: 'Directory', arguments: ['/'], children: [{ name: 'LimitRequestBody', arguments: ['5242880'] }] }],
        });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat)],
          extraDirectives: [{ name: 'Location', arguments: ['/'], children: [{ name: 'LimitRequestBody', arguments: ['5242880'] }] }],
        });
      },
    },
    {
      code: 'SERVED_FOLDER_PRIVATE',
      what: '`staticFiles` in a folder that holds what something else on the host keeps to itself: a key, logs, sessions, a Tomcat',
      fails: ({ stack, host, tomcat }) => {
        const certificate = TlsCertificate.pem('/data/shop.crt', '/data/private/shop.key');
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], staticFiles: [{ path: '/images', folder: '/data' }], tls: { certificate } });
      },
      passes: ({ stack, host, tomcat }) => {
        const certificate = TlsCertificate.pem('/data/shop.crt', '/data/private/shop.key');
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], staticFiles: [{ path: '/images', folder: '/data/images' }], tls: { certificate } });
      },
    },
    {
      code: 'SERVED_FOLDER',
      what: 'files for visitors in a folder with configuration, applications or logs',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat, { except: ['/files'] })],
          extraDirectives: [{ name: 'Alias', arguments: ['/files', '/srv'] }],
        });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', {
          routes: [Route.all(tomcat, { except: ['/files'] })],
          extraDirectives: [{ name: 'Alias', arguments: ['/files', '/srv/static'] }],
        });
      },
    },
    {
      code: 'REMOTE_IP_HEADER',
      what: 'a header of a load balancer that cannot be one, or that mod_proxy cannot pass on over AJP',
      fails: ({ stack, host }) => new ApacheJkFrontend(stack, 'web', { host, remoteIp: { internalProxies: ['10.0.0.0/24'], protocolHeader: 'X-Forwarded-Proto:' } }),
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host, remoteIp: { internalProxies: ['10.0.0.0/24'], protocolHeader: 'X-Forwarded-Proto' } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'REMOTE_IP_LOOPBACK',
      what: 'a front end that believes what comes from its own host of the visitors behind it',
      fails: ({ stack, host }) => new ApacheJkFrontend(stack, 'web', { host, remoteIp: { internalProxies: ['127.0.0.1/32'] } }),
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host, remoteIp: { internalProxies: ['10.0.0.0/24'] } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'HTTPD_RELEASE',
      what: 'httpd before 2.4.47, or 2.4.64, in which every `RewriteCond expr` is true',
      fails: () => ApacheDistribution.officialImage('httpd:2.4.64'),
      passes: () => ApacheDistribution.officialImage('httpd:2.4.65'),
    },
    {
      code: 'HTTPD_LOG',
      what: 'a log format with a `%` that begins no conversion that httpd knows, a level that is none, or days to keep',
      fails: () => HttpdLogs.output({ accessFormat: '%h %t "%r" % >s' }),
      passes: () => HttpdLogs.output({ accessFormat: '%h %t "%r" %>s', logLevel: 'info ssl:warn' }),
    },
  ],
};
