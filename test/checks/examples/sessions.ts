import { ApacheJkFrontend, ClusterValve, Membership, Route, SessionCluster, SessionManager, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const sessions: Concept = {
  title: 'Sessions',
  examples: [
    {
      code: 'DELTA_MANAGER_MEMBERS',
      what: 'a DeltaManager with more than four members',
      fails: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), manager: SessionManager.delta() });
        for (const name of ['was-01', 'was-02', 'was-03', 'was-04', 'was-05']) {
          new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        }
      },
      passes: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), manager: SessionManager.backup() });
        for (const name of ['was-01', 'was-02', 'was-03', 'was-04', 'was-05']) {
          new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        }
      },
    },
    {
      code: 'STATE_TRANSFER_TIMEOUT',
      what: 'a `stateTransferTimeoutSeconds` of -1, or of more than `startSeconds`',
      fails: ({ stack, host, secret }) => {
        const manager = SessionManager.delta({ stateTransferTimeoutSeconds: 120 });
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), manager });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret });
      },
      passes: ({ stack, host, secret }) => {
        const manager = SessionManager.delta({ stateTransferTimeoutSeconds: 120 });
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), manager });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, startSeconds: 120 });
      },
    },
    {
      code: 'REPLICATION_VALVE_MISSING',
      what: '`valves` without the replication valve',
      fails: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast(), valves: [ClusterValve.jvmRouteBinder()] }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(), valves: [ClusterValve.jvmRouteBinder(), ClusterValve.replication()],
      }),
    },
    {
      code: 'ROUTE_BINDER_MISSING',
      what: '`valves` without the route binder, and a front end that routes to the cluster',
      fails: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), valves: [ClusterValve.replication()] });
        for (const name of ['was-01', 'was-02']) new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        for (const name of ['web-01', 'web-02']) {
          new ApacheJkFrontend(stack, name, { host: hosts.add(name) }).addVirtualHost('shop.example.com', { routes: [Route.all(cluster)] });
        }
      },
      passes: ({ stack, hosts, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast() });
        for (const name of ['was-01', 'was-02']) new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret });
        for (const name of ['web-01', 'web-02']) {
          new ApacheJkFrontend(stack, name, { host: hosts.add(name) }).addVirtualHost('shop.example.com', { routes: [Route.all(cluster)] });
        }
      },
    },
    {
      code: 'SINGLE_SIGN_ON_LOCAL',
      what: '`singleSignOn` of an instance whose sessions are in a cluster or in Redis',
      fails: ({ stack, host, secret }) => {
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast() });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, singleSignOn: {} });
      },
      passes: ({ stack, host, secret }) => {
        const valves = [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn()];
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), valves });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret });
      },
    },
    {
      code: 'CROSS_CONTEXT_SESSIONS',
      what: '`crossContext` among the `extraAttributes` of an application whose sessions are replicated',
      fails: ({ stack, host, secret, cluster }) => {
        const portal = WebApplication.sessionProbe({ extraAttributes: { crossContext: 'true' } });
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, applications: [portal] });
      },
      passes: ({ stack, host, secret }) => {
        const portal = WebApplication.sessionProbe({ extraAttributes: { crossContext: 'true' } });
        new TomcatInstance(stack, 'portal', { host, ajpSecret: secret, applications: [portal] });
      },
    },
    {
      code: 'OPTION_RANGE',
      what: 'a number that Tomcat does not take',
      fails: () => SessionManager.delta({ sendAllSessionsSize: 0 }),
      passes: () => SessionManager.delta({ sendAllSessionsSize: 1 }),
    },
    {
      code: 'REGULAR_EXPRESSION',
      what: 'a pattern that Java does not compile',
      fails: () => SessionManager.delta({ sessionAttributeNameFilter: '(user|cart' }),
      passes: () => SessionManager.delta({ sessionAttributeNameFilter: '(user|cart)' }),
    },
    {
      code: 'PATH_PATTERN',
      what: 'a filter of paths with semicolons, or with an alternative that no whole path matches',
      fails: () => ClusterValve.replication('.*\\.gif;.*\\.js'),
      passes: () => ClusterValve.replication('.*\\.gif|.*\\.js'),
    },
    {
      code: 'SESSION_TIMEOUT',
      what: 'a time-out that is not whole minutes',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, sessionTimeoutMinutes: 0.5 }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, sessionTimeoutMinutes: 30 }),
    },
  ],
};
