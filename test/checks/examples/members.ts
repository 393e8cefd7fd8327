import { Membership, SessionCluster, StaticMechanism, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const members: Concept = {
  title: 'Members of a cluster',
  examples: [
    {
      code: 'UNIQUE_ID_FORMAT',
      what: 'a `uniqueId` that is not 16 values from -128 to 127',
      fails: ({ stack, host, cluster, secret }) => new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, uniqueId: [1, 2, 3] }),
      passes: ({ stack, host, cluster, secret }) => new TomcatInstance(stack, 'member', {
        host, cluster, ajpSecret: secret, uniqueId: [-128, 127, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      }),
    },
    {
      code: 'MEMBER_NOT_UNIQUE',
      what: 'two members with one `uniqueId` or one receiver',
      fails: ({ stack, hosts, cluster, secret }) => {
        const uniqueId = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
        for (const name of ['was-01', 'was-02']) {
          new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret, uniqueId });
        }
      },
      passes: ({ stack, hosts, cluster, secret }) => {
        for (const name of ['was-01', 'was-02']) {
          new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        }
      },
    },
    {
      code: 'MEMBER_APPLICATIONS',
      what: 'a member of a cluster, or of RedisSessions, without an application that the others have',
      fails: ({ stack, hosts, cluster, secret }) => {
        const news = WebApplication.sessionProbe({ contextPath: '/news' });
        new TomcatInstance(stack, 'was-01', { host: hosts.add('was-01'), cluster, ajpSecret: secret, applications: [news] });
        new TomcatInstance(stack, 'was-02', { host: hosts.add('was-02'), cluster, ajpSecret: secret });
      },
      passes: ({ stack, hosts, cluster, secret }) => {
        const news = WebApplication.sessionProbe({ contextPath: '/news' });
        new TomcatInstance(stack, 'was-01', { host: hosts.add('was-01'), cluster, ajpSecret: secret, applications: [news] });
        new TomcatInstance(stack, 'was-02', { host: hosts.add('was-02'), cluster, ajpSecret: secret, applications: [news] });
      },
    },
    {
      code: 'JVM_ROUTE',
      what: 'a `jvmRoute` with other characters than letters, digits, `_` and `-`, or one twice in a cluster; another one in `ExternalTomcats` than the Tomcat of the program at its address has',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'member', { host, ajpSecret: secret, jvmRoute: 'site.was-01' }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'member', { host, ajpSecret: secret, jvmRoute: 'site_was-01' }),
    },
    {
      code: 'ENGINE_NAMES_DIFFER',
      what: 'members with several engine names, found by StaticMembershipService',
      fails: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        new TomcatInstance(stack, 'one', { host: hosts.add('was-01'), cluster, ajpSecret: secret, engineName: 'Shop' });
        new TomcatInstance(stack, 'two', { host: hosts.add('was-02'), cluster, ajpSecret: secret });
      },
      passes: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        new TomcatInstance(stack, 'one', { host: hosts.add('was-01'), cluster, ajpSecret: secret, engineName: 'Shop' });
        new TomcatInstance(stack, 'two', { host: hosts.add('was-02'), cluster, ajpSecret: secret, engineName: 'Shop' });
      },
    },
    {
      code: 'RECEIVER_ADDRESS',
      what: 'a receiver on `auto`, a name, 127.x or 0.0.0.0',
      fails: ({ stack, host, cluster, secret }) => new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, receiver: { address: 'auto' } }),
      passes: ({ stack, hosts, cluster, secret }) => new TomcatInstance(stack, 'member', {
        host: hosts.add('was-01', { addresses: { member: '172.30.0.77' } }), cluster, ajpSecret: secret, receiver: { address: '172.30.0.77' },
      }),
    },
    {
      code: 'RECEIVER_AUTO_BIND',
      what: '`autoBind` of more than 1 with static unicast, DNS or Kubernetes',
      fails: ({ stack, host, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, receiver: { autoBind: 2 } });
      },
      passes: ({ stack, host, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast() });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, receiver: { autoBind: 2 } });
      },
    },
    {
      code: 'RECEIVER_RANGES_OVERLAP',
      what: 'receivers of one address whose `autoBind` ranges meet',
      fails: ({ stack, machine, secret }) => {
        const [a, b] = ['site-a', 'site-b'].map((id) => new SessionCluster(stack, id, { membership: Membership.multicast() }));
        new TomcatInstance(stack, 'tomcat-a', { host: machine, cluster: a, ajpSecret: secret, receiver: { autoBind: 11 } });
        new TomcatInstance(stack, 'tomcat-b', { host: machine, cluster: b, ajpSecret: secret, portIndex: 1 });
      },
      passes: ({ stack, machine, secret }) => {
        const [a, b] = ['site-a', 'site-b'].map((id) => new SessionCluster(stack, id, { membership: Membership.multicast() }));
        new TomcatInstance(stack, 'tomcat-a', { host: machine, cluster: a, ajpSecret: secret, receiver: { autoBind: 10 } });
        new TomcatInstance(stack, 'tomcat-b', { host: machine, cluster: b, ajpSecret: secret, portIndex: 1 });
      },
    },
    {
      code: 'CLOUD_ENVIRONMENT',
      what: 'a member whose `environment` says something else than `Membership.dns()` or `Membership.kubernetes()`, or, on a host of Docker or Azure, not '
        + 'what Kubernetes says to pods',
      fails: ({ stack, host, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.dns('tomcats.internal') });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, environment: { DNS_MEMBERSHIP_SERVICE_NAME: 'others.internal' } });
      },
      passes: ({ stack, host, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.dns('tomcats.internal') });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret });
      },
    },
    {
      code: 'CLOUD_PORTS_DIFFER',
      what: 'members with several receiver ports, found by DNS or Kubernetes',
      fails: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.dns('tomcats.internal') });
        new TomcatInstance(stack, 'one', { host: hosts.add('was-01'), cluster, ajpSecret: secret });
        new TomcatInstance(stack, 'two', { host: hosts.add('was-02'), cluster, ajpSecret: secret, portIndex: 1 });
      },
      passes: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.dns('tomcats.internal') });
        new TomcatInstance(stack, 'one', { host: hosts.add('was-01'), cluster, ajpSecret: secret });
        new TomcatInstance(stack, 'two', { host: hosts.add('was-02'), cluster, ajpSecret: secret, portIndex: 1, receiver: { port: 4000 } });
      },
    },
    {
      code: 'CLOUD_MEMBERS_SHARED',
      what: 'two clusters whose members are found by one name of the DNS, or one namespace and labels of Kubernetes, at one receiver port',
      fails: ({ stack, hosts, secret }) => ['shop', 'admin'].forEach((site) => {
        const cluster = new SessionCluster(stack, site, { membership: Membership.dns('tomcats.internal') });
        new TomcatInstance(stack, `${site}-member`, { host: hosts.add(`${site}-01`), cluster, ajpSecret: secret });
      }),
      passes: ({ stack, hosts, secret }) => ['shop', 'admin'].forEach((site) => {
        const cluster = new SessionCluster(stack, site, { membership: Membership.dns(`${site}.internal`) });
        new TomcatInstance(stack, `${site}-member`, { host: hosts.add(`${site}-01`), cluster, ajpSecret: secret });
      }),
    },
    {
      code: 'CLOUD_HOST_NAME',
      what: '`Membership.dns()` on a machine, whose own name may lead to 127.0.1.1',
      fails: ({ stack, was, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.dns('tomcats.internal') });
        new TomcatInstance(stack, 'member', { host: was.add('was-01'), cluster, ajpSecret: secret });
      },
      passes: ({ stack, was, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast() });
        new TomcatInstance(stack, 'member', { host: was.add('was-01'), cluster, ajpSecret: secret });
      },
    },
    {
      code: 'STATIC_UNICAST_OPTION',
      what: 'an option of StaticMembershipService with `StaticMechanism.INTERCEPTOR`',
      fails: () => Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR, connectTimeoutMillis: 500 }),
      passes: () => Membership.staticUnicast({ mechanism: StaticMechanism.SERVICE, connectTimeoutMillis: 500 }),
    },
  ],
};
