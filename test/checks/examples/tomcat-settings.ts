import {
  ApacheJkFrontend, ClusterValve, Connector, ContextManager, DataSource, Membership, Route, SessionCluster, SessionStore, TomcatInstance,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const tomcatSettings: Concept = {
  title: 'Stored sessions, memory and JMX',
  examples: [
    {
      code: 'MANAGER_AND_CLUSTER',
      what: 'a `manager` for all applications of a member',
      fails: ({ stack, host, secret, cluster }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, cluster, manager: ContextManager.standard() }),
      passes: ({ stack, host, secret, cluster }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, cluster, applications: [WebApplication.sessionProbe({ manager: ContextManager.standard() })],
      }),
    },
    {
      code: 'SESSION_STORE_DATA_SOURCE',
      what: 'a `SessionStore.dataSource()` whose data source is not there',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, applications: [WebApplication.sessionProbe()], manager: ContextManager.persistent(SessionStore.dataSource('jdbc/sessions')),
      }),
      passes: ({ stack, host, secret, driver }) => new TomcatInstance(stack, 'shop', {
        host,
        ajpSecret: secret,
        applications: [WebApplication.sessionProbe()],
        libraries: [driver],
        globalDataSources: [DataSource.jdbc('jdbc/sessions', {
          url: 'jdbc:postgresql://db.example.com/shop', driverClassName: 'org.postgresql.Driver', username: 'shop', password: secret,
        })],
        manager: ContextManager.persistent(SessionStore.dataSource('jdbc/sessions')),
      }),
    },
    {
      code: 'STATE_NOT_KEPT',
      what: 'sessions, heap dumps, deployed applications or `writableDirectories` that shall stay in a container, and are in no volume',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, applications: [WebApplication.sessionProbe()], manager: ContextManager.persistent(SessionStore.file()),
      }),
      passes: ({ stack, machine, secret }) => new TomcatInstance(stack, 'shop', {
        host: machine, ajpSecret: secret, applications: [WebApplication.sessionProbe()], manager: ContextManager.persistent(SessionStore.file()),
      }),
    },
    {
      code: 'STATE_DIRECTORY',
      what: 'a directory that stays, whose path is not absolute or has one name only',
      fails: () => SessionStore.file({ directory: 'sessions' }),
      passes: () => SessionStore.file({ directory: '/srv/sessions' }),
    },
    {
      code: 'DIRECTORY_NESTED',
      what: 'heap dumps, sessions or logs that stay, in a directory below one that a service of the machine writes, or above one',
      fails: ({ stack, was, secret }) => new TomcatInstance(stack, 'shop', {
        host: was.add('was-01'), ajpSecret: secret, writableDirectories: ['/srv/uploads'], heapDumpDirectory: '/srv/uploads/dumps',
      }),
      passes: ({ stack, was, secret }) => new TomcatInstance(stack, 'shop', {
        host: was.add('was-01'), ajpSecret: secret, writableDirectories: ['/srv/uploads'], heapDumpDirectory: '/srv/dumps',
      }),
    },
    {
      code: 'SESSION_IDLE_TIMES',
      what: 'a `maxIdleSwapSeconds` before the other times of a PersistentManager',
      fails: () => ContextManager.persistent(SessionStore.file(), { maxIdleBackupSeconds: 600, maxIdleSwapSeconds: 60 }),
      passes: () => ContextManager.persistent(SessionStore.file(), { maxIdleBackupSeconds: 60, maxIdleSwapSeconds: 600 }),
    },
    {
      code: 'SINGLE_SIGN_ON_TWICE',
      what: '`singleSignOn` of a member whose cluster has it',
      fails: ({ stack, host, secret }) => {
        const valves = [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn()];
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), valves });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, cluster, singleSignOn: {} });
      },
      passes: ({ stack, host, secret }) => {
        const valves = [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn()];
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), valves });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, cluster });
      },
    },
    {
      code: 'HEAP_EXCEEDS_MEMORY',
      what: 'Tomcats whose heaps, with what they need beside them, are more than the memory of their host',
      fails: ({ stack, hosts, secret }) => new TomcatInstance(stack, 'shop', {
        host: hosts.add('was-01', { memoryMegabytes: 2048 }), ajpSecret: secret, maxHeapMegabytes: 2048,
      }),
      passes: ({ stack, hosts, secret }) => new TomcatInstance(stack, 'shop', {
        host: hosts.add('was-01', { memoryMegabytes: 2048 }), ajpSecret: secret,
      }),
    },
    {
      code: 'HEAP_OPTION',
      what: '`-Xmx`, `-Xms` or another size of the heap among the `jvmOptions`, or in a variable such as `JAVA_OPTS`',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, jvmOptions: ['-Xmx2g'] }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, maxHeapMegabytes: 2048 }),
    },
    {
      code: 'JVM_OPTION',
      what: 'one of the `jvmOptions` that is several, or none',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, jvmOptions: ['-XX:+UseParallelGC -XX:+UseNUMA'] }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, jvmOptions: ['-XX:+UseParallelGC', '-XX:+UseNUMA'] }),
    },
    {
      code: 'LOG_LEVEL',
      what: 'a level among the `logLevels` that java.util.logging does not have',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, logLevels: { 'org.apache.catalina.ha': 'DEBUG' } }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, logLevels: { 'org.apache.catalina.ha': 'FINE' } }),
    },
    {
      code: 'REQUESTS_EXCEED_THREADS',
      what: 'front ends that serve more requests at once than the connector of one Tomcat that they speak with',
      fails: ({ stack, hosts, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01'), maxRequestWorkers: 400 });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
      passes: ({ stack, hosts, secret }) => {
        const connectors = [Connector.ajp({ maxThreads: 400 }), Connector.http()];
        const tomcat = new TomcatInstance(stack, 'shop', { host: hosts.add('was-01'), ajpSecret: secret, connectors });
        const web = new ApacheJkFrontend(stack, 'web', { host: hosts.add('web-01'), maxRequestWorkers: 400 });
        web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
      },
    },
    {
      code: 'JMX',
      what: 'JMX for everyone, or a user whose name is not one word',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, jmx: { username: 'ops', password: secret, allowedFrom: ['0.0.0.0/0'] },
      }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, jmx: { username: 'ops', password: secret, allowedFrom: ['203.0.113.7/32'] },
      }),
    },
  ],
};
