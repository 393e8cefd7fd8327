import { ClusterValve, Membership, SessionClusterProps, SessionManager, StaticMechanism, WebApplication } from 'cdktf-tomcat-cluster';
import { DOMParser, Element } from '@xmldom/xmldom';
import { MachineHost } from '../support/machine-host';
import { Tier } from '../support/program';
import { refusalOf } from '../support/refusal';

const SERVER_XML = '/srv/tomcat/a/conf/server.xml';

/** The server.xml of both members of a cluster. */
function members(props: Partial<SessionClusterProps> = {}): string[] {
  const tier = new Tier();
  const cluster = tier.cluster('shop', props);
  return ['192.168.0.4', '192.168.1.4'].map((address, index) => tier.tomcat(`a${index}`, {
    instanceName: 'a', cluster, host: new MachineHost(tier.stack, `was-0${index + 1}`, address),
  })).map(({ files }) => files[SERVER_XML]);
}

/** The elements of a name in an XML text; fails where it is not well-formed. */
function elements(xml: string, name: string): Element[] {
  const strict = { onError: (_level: string, message: string) => { throw new Error(message); } };
  return [...new DOMParser(strict).parseFromString(xml, 'text/xml').getElementsByTagName(name)];
}

const attributes = (xml: string, name: string, attribute: string) => elements(xml, name).map((element) => element.getAttribute(attribute));

test('M-01b: a filter that Java does not compile is refused', () => {
  const withFilter = (filter: string) => refusalOf((tier) => tier.cluster('shop', { valves: [ClusterValve.replication(filter), ClusterValve.jvmRouteBinder()] }));
  expect(withFilter('.*\\.(gif|.*\\.(js|png)')).toBe(
    '[REGULAR_EXPRESSION] the filter of ClusterValve.replication() ".*\\.(gif|.*\\.(js|png)"; Java does not compile it: unclosed group at 4. Fix: write a regular expression of Java, such as .*\\.(?:gif|png).');
  expect(withFilter('.*\\.gif;.*\\js;')).toBe(
    '[REGULAR_EXPRESSION] the filter of ClusterValve.replication() ".*\\.gif;.*\\js;"; Java does not compile it: unknown escape \\j at 10. Fix: write a regular expression of Java, such as .*\\.(?:gif|png).');
  expect(withFilter('.*\\.gif;.*\\.js')).toBe(
    '[PATH_PATTERN] the filter of ClusterValve.replication() ".*\\.gif;.*\\.js"; it is one regular expression; a semicolon separates nothing. Fix: write .*\\.gif|.*\\.js.');
  expect(withFilter('.*\\.gif|.*\\.js')).toBe('');
});

test('M-05: a FarmWarDeployer is written into a cluster of a Host only, and deploys into its appBase', () => {
  const [without] = members();
  expect(elements(without, 'Deployer')).toEqual([]);
  expect(elements(without, 'Cluster').map(({ parentNode }) => parentNode?.nodeName)).toEqual(['Engine']);

  // @ts-expect-error the directory is the appBase of the Host
  const [xml] = members({ deployer: { deployDir: '/tmp/war-deploy' } });
  expect(elements(xml, 'Cluster').map(({ parentNode }) => parentNode?.nodeName)).toEqual(['Host']);
  expect(attributes(xml, 'Deployer', 'deployDir')).toEqual(attributes(xml, 'Host', 'appBase'));
});

test('M-06: every site of a host replicates its sessions, whatever web.xml was edited', () => {
  const tier = new Tier();
  const host = tier.host('was-01');
  for (const site of ['a', 'b']) {
    const { files } = tier.tomcat(site, { host, cluster: tier.cluster(`site-${site}`), applications: [WebApplication.sessionProbe()] });
    expect(files[`/srv/tomcat/${site}/conf/Catalina/localhost/ROOT.xml`]).toContain('<Manager className="org.apache.catalina.ha.session.DeltaManager" ');
    expect(files[`/srv/tomcat/${site}/applications/ROOT/WEB-INF/web.xml`]).toContain('<distributable/>');
  }
});

test('M-09: each member says who it is itself, and the others call it the same', () => {
  const [first, second] = members({ membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR }) });
  expect([first, second].map((xml) => attributes(xml, 'Member', 'host'))).toEqual([['192.168.1.4'], ['192.168.0.4']]);
  expect(attributes(first, 'LocalMember', 'uniqueId')).toEqual(attributes(second, 'Member', 'uniqueId'));
  expect(attributes(second, 'LocalMember', 'uniqueId')).toEqual(attributes(first, 'Member', 'uniqueId'));
});

test('M-09: a uniqueId that is not sixteen values is refused, and two of one uniqueId are', () => {
  const withIds = (...ids: (number[] | undefined)[]) => refusalOf((tier) => {
    const cluster = tier.cluster('shop', { membership: Membership.staticUnicast() });
    ids.forEach((uniqueId, index) => tier.tomcat(`a${index}`, { cluster, uniqueId, host: new MachineHost(tier.stack, `was-0${index}`, `10.0.0.${index + 4}`) }));
  });
  const id = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
  expect(withIds(id.slice(1))).toBe('[UNIQUE_ID_FORMAT] shop/a0: a uniqueId of 15 values: {0,0,0,0,0,0,0,0,0,0,0,0,0,0,1}; Tomcat takes exactly 16 values from -128 to 127, and otherwise uses 16 zeros with only a warning. Fix: leave uniqueId out to have one derived.');
  expect(withIds(id, id)).toBe('[MEMBER_NOT_UNIQUE] shop/a1: uniqueId {0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1}; shop/a0 has the same; the cluster would take the two for one member. Fix: leave uniqueId and receiver out to have them derived; two instances of a cluster on one host need a jvmRoute each.');
  expect(withIds(id, undefined)).toBe('');
});

test('M-10: the second member has the whole cluster too', () => {
  for (const xml of members({ membership: Membership.staticUnicast() })) {
    expect(attributes(xml, 'Member', 'host')).toEqual(['192.168.0.4', '192.168.1.4']);
    expect(elements(xml, 'Channel')).toHaveLength(1);
    expect(attributes(xml, 'Interceptor', 'className')).toEqual(['MessageDispatchInterceptor', 'TcpFailureDetector']
      .map((name) => `org.apache.catalina.tribes.group.interceptors.${name}`));
  }
});

test('M-10b: a comment stands where XML has room for it', () => {
  const [xml] = members({ membership: Membership.staticUnicast() });
  expect(elements(xml, 'Server')).toHaveLength(1);
  expect(xml).toMatch(/\n *<!-- One connection to each member, .* -->\n *<Transport /);
});

test('M-14: a BackupManager has no expireSessionsOnShutdown', () => {
  // @ts-expect-error only a DeltaManager has it
  const [xml] = members({ manager: SessionManager.backup({ expireSessionsOnShutdown: false }) });
  expect(attributes(xml, 'Manager', 'className')).toEqual(['org.apache.catalina.ha.session.BackupManager']);
  expect(attributes(xml, 'Manager', 'expireSessionsOnShutdown')).toEqual([null]);
  const [delta] = members({ manager: SessionManager.delta({ expireSessionsOnShutdown: true }) });
  expect(attributes(delta, 'Manager', 'expireSessionsOnShutdown')).toEqual(['true']);
});

test('M-27: sessions are not looked at for changes after requests for static files, unless a program says that it wants no filter', () => {
  expect(attributes(members()[0], 'Valve', 'filter')[0]).toBe('.*\\.(?:gif|ico|jpe?g|png|svg|webp|woff2?|js|css)');
  const [none] = members({ valves: [ClusterValve.replication(''), ClusterValve.jvmRouteBinder()] });
  expect(attributes(none, 'Valve', 'filter')[0]).toBe('');
});

test('M-29: channelSendOptions is 8 with all that keeps messages in their order, 6 where a request waits for the others', () => {
  const [asynchronous] = members();
  expect(attributes(asynchronous, 'Cluster', 'channelSendOptions')).toEqual(['8']);
  expect([['Interceptor', 'maxThreads'], ['Receiver', 'maxThreads'], ['Transport', 'poolSize']].map(([name, option]) => attributes(asynchronous, name, option)[0]))
    .toEqual(['1', '1', '1']);
  expect(attributes(members({ channelSendOptions: 6 })[0], 'Cluster', 'channelSendOptions')).toEqual(['6']);
});

test('M-30: a list of valves without the route binder is refused behind a front end', () => {
  const withValves = (valves: ClusterValve[]) => refusalOf((tier) => {
    const cluster = tier.cluster('shop', { valves });
    tier.tomcat('a', { cluster });
    tier.frontend('web', [cluster]);
  });
  expect(withValves([ClusterValve.replication()])).toBe('[ROUTE_BINDER_MISSING] shop/shop: valves without ClusterValve.jvmRouteBinder(), and routes of shop/web to the cluster; after a failover the ids of sessions would still end in the route of the member that is gone. Fix: add ClusterValve.jvmRouteBinder(), or leave valves out.');
  expect(withValves([ClusterValve.replication(), ClusterValve.jvmRouteBinder()])).toBe('');
});

test('M-31: a BioReceiver and a PooledMultiSender cannot be written', () => {
  const [xml] = members({
    // @ts-expect-error there is one receiver, NioReceiver
    receiver: { className: 'org.apache.catalina.tribes.transport.bio.BioReceiver' },
    // @ts-expect-error there is one transport, PooledParallelSender
    sender: { className: 'org.apache.catalina.tribes.transport.bio.PooledMultiSender' },
  });
  expect(['Receiver', 'Transport'].flatMap((name) => attributes(xml, name, 'className')))
    .toEqual(['NioReceiver', 'PooledParallelSender'].map((name) => `org.apache.catalina.tribes.transport.nio.${name}`));
});
