import { ClusterValve, DockerNetwork, Interceptor, Membership, SessionManager } from 'cdktf-tomcat-cluster';
import { newApp, synth, Tier } from '../support/program';

/** Two members of one cluster, each in a stack of its own. */
function overTwoStacks(membership: Membership) {
  const app = newApp();
  const [one, two] = ['one', 'two'].map((id) => new Tier(app, id, { network: DockerNetwork.bridge('team', '172.30.0.0/24') }));
  const cluster = one.cluster('x', { membership });
  const members = [one, two].map((tier, index) => tier.tomcat('tomcat', { cluster, host: tier.host(`was-0${2 - index}`) }));
  return { app, cluster, members };
}

describe('a cluster over two stacks', () => {
  test('has the members of both, in the order of their routes', () => {
    const { cluster } = overTwoStacks(Membership.multicast());
    expect(cluster.members.map(({ jvmRoute, node }) => [jvmRoute, node.path])).toEqual([['x-was-01', 'two/tomcat'], ['x-was-02', 'one/tomcat']]);
  });

  test('writes one list of members into all of them', () => {
    const { members } = overTwoStacks(Membership.staticUnicast());
    const lists = members.map(({ files }) => files['/srv/tomcat/tomcat/conf/server.xml'].match(/<Member .*/g));
    expect(lists[0]).toHaveLength(2);
    expect(lists[1]).toEqual(lists[0]);
    [...members].reverse().forEach((member, index) => expect(lists[0]![index]).toContain(`host="${member._address}" port="4000"`));
  });

  test('needs no reference between the stacks', () => {
    const { app } = overTwoStacks(Membership.staticUnicast());
    const { error, files } = synth(app);
    expect(error).toBeUndefined();
    ['one', 'two'].forEach((stack) => expect(files[`stacks/${stack}/cdk.tf.json`]).not.toContain('terraform_remote_state'));
  });
});

test('members announce themselves at their own addresses, to one group', () => {
  const { members } = overTwoStacks(Membership.multicast());
  const elements = members.map(({ files }) => /<Membership .*/.exec(files['/srv/tomcat/tomcat/conf/server.xml'])![0]);
  members.forEach((member, index) => expect(elements[index]).toContain(`bind="${member._address}"`));
  expect(new Set(elements.map((element) => element.replace(/bind="[^"]*"/, ''))).size).toBe(1);
  expect(elements[0]).toMatch(/address="228\.\d+\.\d+\.\d+" port="4[56]\d{3}"/);
});

test('clusters have multicast ports of their own', () => {
  const tier = new Tier();
  const clusters = Array.from({ length: 60 }, (_, index) => tier.cluster(`c${index}`));
  expect(new Set(clusters.map(({ _multicastGroup }) => _multicastGroup.port)).size).toBe(60);
});

test('a multicast port that was chosen is given to no other cluster', () => {
  const { port } = new Tier().cluster('x')._multicastGroup;
  const tier = new Tier();
  const chosen = tier.cluster('chosen', { membership: Membership.multicast({ address: '228.9.9.9', port }) });
  const derived = tier.cluster('x');
  expect(chosen._multicastGroup).toEqual({ address: '228.9.9.9', port });
  expect(derived._multicastGroup.port).not.toBe(port);
});

test('nothing that is derived depends on the order of the program', () => {
  const [forth, back] = [['x', 'y', 'z'], ['z', 'y', 'x']].map((ids) => {
    const tier = new Tier();
    return Object.fromEntries(ids.map((id) => {
      const tomcat = tier.tomcat(`tomcat-${id}`, { cluster: tier.cluster(id, { membership: Membership.multicast() }) });
      return [id, tomcat] as const;
    }));
  });
  ['x', 'y', 'z'].forEach((id) => expect(forth[id].files).toEqual(back[id].files));
});

test('what is derived for a member stays when others join', () => {
  const tier = new Tier();
  const cluster = tier.cluster('x');
  const tomcat = tier.tomcat('a', { cluster });
  const before = tomcat.files;
  tier.tomcat('b', { cluster });
  tier.tomcat('c', { cluster: tier.cluster('y') });
  expect(tomcat.files).toEqual(before);
});

test('a uniqueId belongs to cluster and route', () => {
  const tier = new Tier();
  const [x, y] = ['x', 'y'].map((id) => tier.cluster(id));
  const ids = [x._uniqueIdOf('a'), x._uniqueIdOf('b'), y._uniqueIdOf('a')];
  ids.forEach((id) => expect(id).toHaveLength(16));
  expect(new Set(ids.map(String)).size).toBe(3);
  expect(x._uniqueIdOf('a')).toEqual(ids[0]);
});

test('a member list that was taken cannot change the cluster', () => {
  const tier = new Tier();
  const cluster = tier.cluster('x');
  tier.tomcat('a', { cluster });
  cluster.members.pop();
  expect(cluster.members).toHaveLength(1);
});

test('explicit values win over defaults, in the order in which they were given', () => {
  const tier = new Tier();
  const cluster = tier.cluster('x', {
    clusterName: 'site',
    membership: Membership.staticUnicast({ pingIntervalMillis: 700, expirationTimeMillis: 2100 }),
    manager: SessionManager.delta({ expireSessionsOnShutdown: true, notifyListenersOnReplication: false, stateTransferTimeoutSeconds: -1 }),
    channelSendOptions: 6,
    interceptors: [
      Interceptor.tcpPing({ intervalMillis: 900 }),
      Interceptor.encrypt(tier.secret),
      Interceptor.tcpFailureDetector({ connectTimeoutMillis: 300 }),
    ],
    valves: [ClusterValve.jvmRouteBinder(), ClusterValve.replication('.*\\.png')],
  });
  const tomcat = tier.tomcat('a', { cluster, host: tier.host('was-01') });
  const xml = /<Cluster [\s\S]*<\/Cluster>/.exec(tomcat.files['/srv/tomcat/a/conf/server.xml'])![0];
  expect([...xml.matchAll(/<(\w+) className="[\w.]+\.(\w+)" ?([^>]*?)\/?>/g)].map(([, element, name, rest]) => `${element} ${name} ${rest}`.trim())).toEqual([
    'Cluster SimpleTcpCluster channelSendOptions="6" channelStartOptions="15"',
    'Manager DeltaManager expireSessionsOnShutdown="true" notifyListenersOnReplication="false" stateTransferTimeout="-1"',
    'Channel GroupChannel heartbeatSleeptime="500"',
    'Membership StaticMembershipService useThread="true" pingInterval="700" expirationTime="2100" rpcTimeout="1500"',
    `Member StaticMember host="${tomcat._address}" port="4000" uniqueId="{${cluster._uniqueIdOf('site-was-01').join(',')}}"`,
    `Receiver NioReceiver address="${tomcat._address}" port="4000" autoBind="1"`,
    'Sender ReplicationTransmitter',
    'Transport PooledParallelSender keepAliveTime="5000"',
    'Interceptor TcpPingInterceptor interval="900" useThread="true"',
    'Interceptor EncryptInterceptor encryptionAlgorithm="AES/GCM/NoPadding" encryptionKey="{{ajp_secret}}"',
    'Interceptor TcpFailureDetector connectTimeout="300"',
    'Valve JvmRouteBinderValve',
    'Valve ReplicationValve filter=".*\\.png"',
    'ClusterListener ClusterSessionListener',
  ]);
});

test('the multicast options are those of McastService', () => {
  const tier = new Tier();
  const membership = Membership.multicast({ address: '228.0.0.4', port: 45564, frequencyMillis: 250, dropTimeMillis: 3000, ttl: 2 });
  const xml = tier.tomcat('a', { cluster: tier.cluster('x', { membership }) }).files['/srv/tomcat/a/conf/server.xml'];
  expect(xml).toMatch(/McastService" address="228\.0\.0\.4" port="45564" frequency="250" dropTime="3000" bind="[\d.]+" ttl="2"/);
});

test('changes of a BackupManager need their order only where requests do not wait for them', () => {
  const tier = new Tier();
  const xmlOf = (id: string, manager: SessionManager) => tier.tomcat(id, { cluster: tier.cluster(`cluster-${id}`, { manager }) }).files[`/srv/tomcat/${id}/conf/server.xml`];
  const xml = xmlOf('a', SessionManager.backup());
  expect(xml).toContain('PooledParallelSender" keepAliveTime="5000"/>');
  expect(xml).toMatch(/NioReceiver" address="[\d.]+" port="4000" autoBind="1"\/>/);

  const asynchronous = xmlOf('b', SessionManager.backup({ mapSendOptions: 8 }));
  expect(asynchronous).toMatch(/NioReceiver" .* maxThreads="1" minThreads="1"/);
  expect(asynchronous).toContain('PooledParallelSender" poolSize="1" keepAliveTime="5000"/>');
});
