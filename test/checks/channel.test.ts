import { Interceptor, Secret, SessionClusterProps, SessionManager } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

function clusterWith(props: Partial<SessionClusterProps> | ((key: Secret) => Partial<SessionClusterProps>)) {
  const tier = new Tier();
  tier.cluster('x', typeof props === 'function' ? props(tier.secret) : props);
  return tier.problems;
}

const queued = (...more: Interceptor[]) => [Interceptor.messageDispatch(), ...more];

describe('CHANNEL_SEND_OPTIONS', () => {
  test.each([
    [0, 'changes overtake each other'],
    [256, 'Tomcat ignores it'],
    [1, '1 (bytes) is not for sessions'],
    [4, '4 (synchronized) has no effect without 2'],
    [12, '4 (synchronized) has no effect without 2'],
    [18, '16 (secure) is not implemented'],
    [34, '32 (UDP) loses messages'],
    [72, '64 (multicast) is not implemented'],
  ])('channelSendOptions %d are refused', (channelSendOptions, why) => {
    expectErrors(clusterWith({ channelSendOptions }), {
      code: 'CHANNEL_SEND_OPTIONS',
      path: 'shop/x',
      got: `channelSendOptions ${channelSendOptions}`,
      why,
      fix: 'use 8 (asynchronous), 2 (until received) or 6 (until processed); 10 and 14 add 8 to them',
    });
  });

  test.each([undefined, 2, 6, 8, 10, 14])('channelSendOptions %s are accepted', (channelSendOptions) => {
    expect(clusterWith({ channelSendOptions })).toEqual([]);
  });
});

describe('DISPATCH_MISSING', () => {
  test.each([8, 10, 14])('channelSendOptions %d without a queue are refused', (channelSendOptions) => {
    expectErrors(clusterWith({ channelSendOptions, interceptors: [Interceptor.tcpFailureDetector()] }), {
      code: 'DISPATCH_MISSING',
      path: 'shop/x',
      got: `channelSendOptions ${channelSendOptions} without a MessageDispatchInterceptor`,
      why: '8 (asynchronous) needs its queue',
      fix: 'add Interceptor.messageDispatch() as the first interceptor, or use channelSendOptions 6',
    });
  });

  test('the asynchronous changes of a BackupManager need it too', () => {
    expectErrors(clusterWith({ channelSendOptions: 6, interceptors: [], manager: SessionManager.backup({ mapSendOptions: 8 }) }), {
      code: 'DISPATCH_MISSING', path: 'shop/x', got: 'mapSendOptions 8 without a MessageDispatchInterceptor', why: '8 (asynchronous) needs its queue', fix: 'use mapSendOptions 6',
    });
  });

  test.each([SessionManager.delta(), SessionManager.backup()])('6 without a queue is accepted', (manager) => {
    expect(clusterWith({ channelSendOptions: 6, interceptors: [], manager })).toEqual([]);
  });
});

describe('INTERCEPTOR_ORDER', () => {
  test.each<[string, (key: Secret) => Interceptor, string]>([
    ['EncryptInterceptor', (key) => Interceptor.encrypt(key), 'the channel does not start'],
    ['TcpPingInterceptor', () => Interceptor.tcpPing(), 'would not be seen by the failure detector'],
  ])('%s behind the failure detector is refused', (name, interceptor, why) => {
    expectErrors(clusterWith((key) => ({ interceptors: queued(Interceptor.tcpFailureDetector(), interceptor(key)) })), {
      code: 'INTERCEPTOR_ORDER', path: 'shop/x', got: `TcpFailureDetector before ${name}`, why, fix: `put ${name} before TcpFailureDetector`,
    });
  });

  test('encryption and ping before the failure detector are accepted', () => {
    const detector = Interceptor.tcpFailureDetector();
    expect(clusterWith((key) => ({ interceptors: queued(Interceptor.tcpPing(), Interceptor.encrypt(key), detector) }))).toEqual([]);
  });

  test('without a failure detector no order is asked for', () => {
    expect(clusterWith((key) => ({ interceptors: queued(Interceptor.encrypt(key), Interceptor.tcpPing(), Interceptor.throughput()) }))).toEqual([]);
  });
});

describe('CHANNEL_START_OPTIONS', () => {
  test.each([
    [3, '3 starts no membership service'],
    [7, 'every membership service needs all parts of the channel'],
  ])('channelStartOptions %d are refused', (channelStartOptions, why) => {
    expectErrors(clusterWith({ channelStartOptions }), {
      code: 'CHANNEL_START_OPTIONS', path: 'shop/x', got: `channelStartOptions ${channelStartOptions}`, why, fix: 'leave channelStartOptions out',
    });
  });

  test.each([undefined, 15])('channelStartOptions %s are accepted', (channelStartOptions) => {
    expect(clusterWith({ channelStartOptions })).toEqual([]);
  });
});
