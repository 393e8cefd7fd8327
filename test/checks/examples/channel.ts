import { ClusterValve, EncryptionAlgorithm, Interceptor, Membership, Secret, SessionCluster, StaticMechanism } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const channel: Concept = {
  title: 'Channel and interceptors',
  examples: [
    {
      code: 'CHANNEL_SEND_OPTIONS',
      what: 'sums other than 2, 6, 8, 10, 14; in `mapSendOptions` too',
      fails: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast(), channelSendOptions: 4 }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast(), channelSendOptions: 6 }),
    },
    {
      code: 'CHANNEL_START_OPTIONS',
      what: 'anything but 15, or but 3 with `StaticMechanism.INTERCEPTOR`',
      fails: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast(), channelStartOptions: 3 }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast(), channelStartOptions: 15 }),
    },
    {
      code: 'DISPATCH_MISSING',
      what: 'asynchronous messages without `MessageDispatchInterceptor`',
      fails: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(), channelSendOptions: 8, interceptors: [Interceptor.tcpFailureDetector()],
      }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(), channelSendOptions: 8, interceptors: [Interceptor.messageDispatch(), Interceptor.tcpFailureDetector()],
      }),
    },
    {
      code: 'MESSAGES_OVERTAKE',
      what: 'more than one thread or connection for asynchronous messages of a DeltaManager',
      fails: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast(), sender: { poolSize: 2 } }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', { membership: Membership.multicast(), sender: { poolSize: 2 }, channelSendOptions: 6 }),
    },
    {
      code: 'ACKNOWLEDGED_IN_ORDER',
      what: 'a single sign-on that waits for the other members, beside asynchronous messages of a DeltaManager',
      fails: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(),
        valves: [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn({ mapSendOptions: 6 })],
      }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(),
        valves: [ClusterValve.replication(), ClusterValve.jvmRouteBinder(), ClusterValve.singleSignOn()],
      }),
    },
    {
      code: 'INTERCEPTOR_ORDER',
      what: '`TcpFailureDetector` before `EncryptInterceptor` or `TcpPingInterceptor`; `EncryptInterceptor` before `GzipInterceptor`',
      fails: ({ stack, secret }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(),
        interceptors: [Interceptor.messageDispatch(), Interceptor.tcpFailureDetector(), Interceptor.encrypt(secret)],
      }),
      passes: ({ stack, secret }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(),
        interceptors: [Interceptor.messageDispatch(), Interceptor.encrypt(secret), Interceptor.tcpFailureDetector()],
      }),
    },
    {
      code: 'INTERCEPTOR_TWICE',
      what: 'one interceptor more than once',
      fails: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(), interceptors: [Interceptor.messageDispatch(), Interceptor.messageDispatch()],
      }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(), interceptors: [Interceptor.messageDispatch()],
      }),
    },
    {
      code: 'INTERCEPTOR_UNSUITABLE',
      what: '`GzipInterceptor`, `OrderInterceptor`, `TwoPhaseCommitInterceptor`',
      fails: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(), interceptors: [Interceptor.messageDispatch(), Interceptor.gzip()],
      }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(), interceptors: [Interceptor.messageDispatch(), Interceptor.fragmentation()],
      }),
    },
    {
      code: 'STATIC_MEMBERS_UNWATCHED',
      what: '`StaticMechanism.INTERCEPTOR` without `TcpPingInterceptor` or `TcpFailureDetector`',
      fails: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR }),
        interceptors: [Interceptor.messageDispatch(), Interceptor.tcpFailureDetector()],
      }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.staticUnicast({ mechanism: StaticMechanism.INTERCEPTOR }),
        interceptors: [Interceptor.messageDispatch(), Interceptor.tcpPing(), Interceptor.tcpFailureDetector()],
      }),
    },
    {
      code: 'DOMAIN_DIFFERS',
      what: 'a domain filter whose domain is not that of the membership',
      fails: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(), interceptors: [Interceptor.messageDispatch(), Interceptor.domainFilter('shop')],
      }),
      passes: ({ stack }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast({ domain: 'shop' }), interceptors: [Interceptor.messageDispatch(), Interceptor.domainFilter('shop')],
      }),
    },
    {
      code: 'ENCRYPTION_MALLEABLE',
      what: '`EncryptionAlgorithm.AES_CBC`',
      fails: ({ stack, secret }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(),
        interceptors: [Interceptor.messageDispatch(), Interceptor.encrypt(secret, { algorithm: EncryptionAlgorithm.AES_CBC })],
      }),
      passes: ({ stack, secret }) => new SessionCluster(stack, 'site', {
        membership: Membership.multicast(),
        interceptors: [Interceptor.messageDispatch(), Interceptor.encrypt(secret, { algorithm: EncryptionAlgorithm.AES_GCM })],
      }),
    },
    {
      code: 'ENCRYPTION_KEY',
      what: 'a key in clear that is not 32, 48 or 64 hexadecimal digits',
      fails: () => Interceptor.encrypt(Secret.unsafePlainText('0123456789abcdef')),
      passes: () => Interceptor.encrypt(Secret.unsafePlainText('0123456789abcdef0123456789abcdef')),
    },
  ],
};
