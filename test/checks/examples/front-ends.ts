import {
  ApacheJkFrontend, ApacheProxyFrontend, Connector, Failover, Membership, ProxyProtocol, Route, SameSite, SessionCluster, TomcatInstance,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const frontEnds: Concept = {
  title: 'Front ends',
  examples: [
    {
      code: 'FRONTEND_WITHOUT_ROUTES',
      what: 'a front end without virtual hosts',
      fails: ({ stack, host }) => new ApacheJkFrontend(stack, 'web', { host }),
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'WORKER_WITHOUT_CONNECTOR',
      what: 'a route to a Tomcat without an AJP connector there, or without an HTTP connector where HTTP is spoken',
      fails: ({ stack, hosts }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), connectors: [Connector.http()] });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), connectors: [Connector.ajp()], ajpSecret: secret });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'WORKER_NAME',
      what: 'worker names that mod_jk does not take, one twice, or one of the library\'s own, balancers that mod_proxy takes for one; a balancer without members',
      fails: ({ stack, hosts, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, jvmRoute: 'jk-status' });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, jvmRoute: 'tomcat' });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'SESSION_COOKIE_NAME',
      what: 'applications of one Tomcat behind a front end whose session cookies have different names, or one that is longer than mod_proxy keeps',
      fails: ({ stack, hosts, secret }) => {
        const applications = ['/shop', '/news'].map((contextPath) => WebApplication.sessionProbe({ contextPath, sessionCookieName: contextPath.slice(1) }));
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, applications });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const applications = [WebApplication.sessionProbe({ sessionCookieName: 'SHOP' }), WebApplication.sessionProbe({ contextPath: '/news' })];
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, applications });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'SESSION_COOKIE_SHARED',
      what: 'two routes of one virtual host to applications whose session cookies have one path; or session cookies, '
        + 'or cookies of single sign-ons, of two sites that have one domain, name and path',
      fails: ({ stack, hosts, secret }) => {
        const applications = [WebApplication.sessionProbe()];
        const shop = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, applications });
        const news = new TomcatInstance(stack, 'news', { host: hosts.add('was-02'), ajpSecret: secret, applications });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('www.example.com', { routes: [Route.all(shop), Route.path('/news', news)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const [one, other] = [undefined, '/news'].map((contextPath) => [WebApplication.sessionProbe({ contextPath })]);
        const shop = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, applications: one });
        const news = new TomcatInstance(stack, 'news', { host: hosts.add('was-02'), ajpSecret: secret, applications: other });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('www.example.com', { routes: [Route.all(shop), Route.path('/news', news)] });
      },
    },
    {
      code: 'SESSION_COOKIE_PATH',
      what: 'an application behind a front end whose session cookie is of a path that does not hold its context path',
      fails: ({ stack, hosts, secret }) => {
        const applications = [WebApplication.sessionProbe({ contextPath: '/shop', sessionCookiePath: '/app' })];
        const shop = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, applications });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('www.example.com', { routes: [Route.all(shop)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const applications = [WebApplication.sessionProbe({ contextPath: '/shop' })];
        const shop = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, applications });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('www.example.com', { routes: [Route.all(shop)] });
      },
    },
    {
      code: 'SESSION_COOKIE_REFUSED',
      what: 'a session cookie that browsers do not take: for the requests of other sites without TLS, for HTTPS alone without TLS, or of a domain that a '
        + 'name of its virtual host is not in; one named `__Secure-` or `__Host-` that is not as browsers then want it',
      fails: ({ stack, hosts, secret }) => {
        const applications = [WebApplication.sessionProbe({ sameSiteCookies: SameSite.NONE })];
        const shop = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, applications });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(shop)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const applications = [WebApplication.sessionProbe({ sameSiteCookies: SameSite.NONE })];
        const shop = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, applications });
        const remoteIp = { internalProxies: ['10.0.0.0/24'], protocolHeader: 'X-Forwarded-Proto' };
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01'), remoteIp });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(shop)] });
      },
    },
    {
      code: 'PACKET_SIZE_DIFFERS',
      what: 'Tomcats of different `packetSizeBytes` behind one ApacheProxyFrontend',
      fails: ({ stack, hosts, secret }) => {
        const [one, other] = [8192, 16_384].map((packetSizeBytes, index) => new TomcatInstance(stack, `shop-${index}`, {
          host: hosts.add(`was-0${index}`), ajpSecret: secret, connectors: [Connector.ajp({ packetSizeBytes })],
        }));
        const web = new ApacheProxyFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.path('/one', one), Route.path('/other', other)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const [one, other] = [8192, 16_384].map((packetSizeBytes, index) => new TomcatInstance(stack, `shop-${index}`, {
          host: hosts.add(`was-0${index}`), ajpSecret: secret, connectors: [Connector.ajp({ packetSizeBytes })],
        }));
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.path('/one', one), Route.path('/other', other)] });
      },
    },
    {
      code: 'HEADERS_TOO_LARGE',
      what: '`limitRequestFieldSizeBytes` or `limitRequestLineBytes` of a front end that lets more in than its Tomcats take',
      fails: ({ stack, hosts, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01'), limitRequestFieldSizeBytes: 16_000 });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const connectors = [Connector.ajp({ packetSizeBytes: 32_768 })];
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, connectors });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01'), limitRequestFieldSizeBytes: 16_000 });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'MEMBER_OPTIONS',
      what: '`members` of a front end that names a Tomcat that it has not, or leaves a balancer without an active one',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host, members: { 'shop-was-09': { lbfactor: 2 } } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host, members: { [tomcat.jvmRoute]: { lbfactor: 2 } } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'REMOTE_IP_MISSING',
      what: 'an ApacheProxyFrontend that speaks HTTP with a Tomcat without `remoteIp`',
      fails: ({ stack, hosts }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), connectors: [Connector.http({ address: '0.0.0.0' })] });
        const web = new ApacheProxyFrontend(stack, 'web', { host: hosts.add('web-01'), balancer: { protocol: ProxyProtocol.HTTP } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts }) => {
        const connectors = [Connector.http({ address: '0.0.0.0' })];
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), remoteIp: {}, connectors });
        const web = new ApacheProxyFrontend(stack, 'web', { host: hosts.add('web-01'), balancer: { protocol: ProxyProtocol.HTTP } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'REMOTE_IP_DIFFERS',
      what: '`remoteIp` of a Tomcat that an ApacheProxyFrontend asks over HTTP, of other headers or addresses than those of the front end',
      fails: ({ stack, hosts }) => {
        const connectors = [Connector.http({ address: '0.0.0.0' })];
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), remoteIp: { remoteIpHeader: 'X-Client' }, connectors });
        const web = new ApacheProxyFrontend(stack, 'web', { host: hosts.add('web-01'), balancer: { protocol: ProxyProtocol.HTTP } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts }) => {
        const connectors = [Connector.http({ address: '0.0.0.0' })];
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), remoteIp: {}, connectors });
        const web = new ApacheProxyFrontend(stack, 'web', { host: hosts.add('web-01'), balancer: { protocol: ProxyProtocol.HTTP } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'REMOTE_IP_OVER_AJP',
      what: '`remoteIp` of a Tomcat that a front end asks over AJP',
      fails: ({ stack, hosts, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, remoteIp: {} });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01'), remoteIp: { internalProxies: ['10.0.0.0/24'] } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'RECOVERY_OPTIONS',
      what: '`recoveryOptions` with which a request may be done or answered twice, or with both 8 and 16; `stickySessionForce` or `noFailover` where others have the sessions too; a `failOnStatus` below 500',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host, workers: { recoveryOptions: 2 } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host, workers: { recoveryOptions: 3 } });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'REPLY_TIMEOUT',
      what: 'a `replyTimeoutMillis` that ends while requests wait for a member that died, as they may with synchronous `channelSendOptions` or a BackupManager',
      fails: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'shop', { membership: Membership.multicast(), channelSendOptions: 6 });
        for (const name of ['was-01', 'was-02']) new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        for (const name of ['web-01', 'web-02']) {
          const web = new ApacheJkFrontend(stack, name, { host: hosts.add(name), failover: Failover.standard({ replyTimeoutMillis: 5000 }) });
          web.addVirtualHost('shop.example.com', { routes: [Route.all(cluster)] });
        }
      },
      passes: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'shop', { membership: Membership.multicast(), channelSendOptions: 6 });
        for (const name of ['was-01', 'was-02']) new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        for (const name of ['web-01', 'web-02']) {
          const web = new ApacheJkFrontend(stack, name, { host: hosts.add(name), failover: Failover.standard({ replyTimeoutMillis: 7000 }) });
          web.addVirtualHost('shop.example.com', { routes: [Route.all(cluster)] });
        }
      },
    },
    {
      code: 'SINGLE_POINT_OF_FAILURE',
      what: 'one front end before a site; one member of it, a route to one alone, or all members on one host',
      fails: ({ stack, hosts, cluster, secret }) => {
        for (const name of ['was-01', 'was-02']) new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01') });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(cluster)] });
      },
      passes: ({ stack, hosts, cluster, secret }) => {
        for (const name of ['was-01', 'was-02']) new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        for (const name of ['web-01', 'web-02']) {
          const web = new ApacheJkFrontend(stack, name, { host: hosts.add(name) });
          web.addVirtualHost('shop.example.com', { routes: [Route.all(cluster)] });
        }
      },
    },
    {
      code: 'ROUTE_PAGES_ONLY',
      what: 'a route that passes endings only, such as `*.jsp`',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat, { only: ['*.jsp'] })] });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat, { only: ['/', '/orders', '/j_security_check', '*.jsp'] })] });
      },
    },
    {
      code: 'ROUTE_PATTERN',
      what: '`only` or `except` of a route with what is neither a path nor an ending, or `only` without any',
      fails: ({ tomcat }) => Route.all(tomcat, { except: ['images/*'] }),
      passes: ({ tomcat }) => Route.all(tomcat, { except: ['/images', '*.css'] }),
    },
    {
      code: 'MAX_REQUEST_WORKERS',
      what: 'a number that is not a multiple of 50',
      fails: ({ stack, host }) => new ApacheJkFrontend(stack, 'web', { host, maxRequestWorkers: 120 }),
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host, maxRequestWorkers: 150 });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'SERVER_NAME',
      what: 'a name that cannot be that of a virtual host',
      fails: ({ stack, host, tomcat }) => new ApacheJkFrontend(stack, 'web', { host }).addVirtualHost('shop_example', { routes: [Route.all(tomcat)] }),
      passes: ({ stack, host, tomcat }) => new ApacheJkFrontend(stack, 'web', { host }).addVirtualHost('shop.example', { routes: [Route.all(tomcat)] }),
    },
    {
      code: 'VIRTUAL_HOST_TAKEN',
      what: 'a second virtual host of one name, one named `unknown.invalid`, or two whose wildcards answer to names of each other',
      fails: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.path('/shop', tomcat)] });
        web.addVirtualHost('shop.example.com', { routes: [Route.path('/admin', tomcat)] });
      },
      passes: ({ stack, host, tomcat }) => {
        const web = new ApacheJkFrontend(stack, 'web', { host });
        web.addVirtualHost('shop.example.com', { routes: [Route.path('/shop', tomcat), Route.path('/admin', tomcat)] });
      },
    },
    {
      code: 'ROUTES',
      what: 'a virtual host without routes, or with two of one path',
      fails: ({ stack, host }) => new ApacheJkFrontend(stack, 'web', { host }).addVirtualHost('shop.example.com', { routes: [] }),
      passes: ({ stack, host, tomcat }) => new ApacheJkFrontend(stack, 'web', { host }).addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] }),
    },
    {
      code: 'ROUTE_PATH',
      what: 'a path that does not begin with a slash, ends with one, or has other characters',
      fails: ({ tomcat }) => Route.path('shop/', tomcat),
      passes: ({ tomcat }) => Route.path('/shop', tomcat),
    },
  ],
};
