import { Check, error } from './check';

/** Sums of Channel.SEND_OPTIONS_… that do what they say. */
const SEND_OPTIONS = [2, 6, 8, 10, 14];

export const sendOptionsWork: Check = (topology) => topology.clusters
  .filter(({ channelSendOptions }) => !SEND_OPTIONS.includes(channelSendOptions))
  .map((cluster) => {
    const options = cluster.channelSendOptions;
    return error('CHANNEL_SEND_OPTIONS', cluster.node.path, {
      got: `channelSendOptions ${options}`,
      why: whySendOptionsFail(options),
      fix: 'use 8 (asynchronous), 2 (until received) or 6 (until processed); 10 and 14 add 8 to them',
    });
  });

function whySendOptionsFail(options: number): string {
  if (options & 64) return '64 (multicast) is not implemented: messages would not be sent';
  if (options & 32) return '32 (UDP) loses messages';
  if (options & 16) return '16 (secure) is not implemented';
  if (options & 1) return '1 (bytes) is not for sessions, which are sent as objects';
  if (options & 4) return '4 (synchronized) has no effect without 2 (acknowledged)';
  return options === 0 ? '0 sends over any connection that is free, and nothing says that a message has arrived: changes overtake each other' : 'Tomcat ignores it';
}

export const mapSendOptionsWork: Check = (topology) => topology.clusters.flatMap((cluster) => {
  const said = [cluster._manager, ...cluster._valves].flatMap(({ _traits: { mapSendOptions } }) => mapSendOptions ?? []);
  return said.filter((options) => !SEND_OPTIONS.includes(options)).map((options) => error('CHANNEL_SEND_OPTIONS', cluster.node.path, {
    got: `mapSendOptions ${options}`, why: whySendOptionsFail(options), fix: 'use 6 (until processed), 2 (until received) or 8 (asynchronous)',
  }));
});

export const dispatcherForAsynchronousMessages: Check = (topology) => topology.clusters
  .filter(({ channelSendOptions, _sendOptions, _interceptors }) => (channelSendOptions | _sendOptions) & 8
    && !_interceptors.some(({ simpleName }) => simpleName === 'MessageDispatchInterceptor'))
  .map((cluster) => {
    const [option, value] = cluster.channelSendOptions & 8 ? ['channelSendOptions', cluster.channelSendOptions] : ['mapSendOptions', cluster._sendOptions];
    return error('DISPATCH_MISSING', cluster.node.path, {
      got: `${option} ${value} without a MessageDispatchInterceptor`,
      why: '8 (asynchronous) needs its queue; without it every request waits for the other members',
      fix: `add Interceptor.messageDispatch() as the first interceptor, or use ${option} 6`,
    });
  });

/** 1 and 2 start receiver and sender, 4 and 8 the membership service. */
export const startOptionsFitMembership: Check = (topology) => topology.clusters
  .filter(({ channelStartOptions, _membership }) => channelStartOptions !== _membership._startOptions)
  .map((cluster) => error('CHANNEL_START_OPTIONS', cluster.node.path, {
    got: `channelStartOptions ${cluster.channelStartOptions}`,
    why: whyStartOptionsFail(cluster.channelStartOptions, cluster._membership._byInterceptor),
    fix: 'leave channelStartOptions out',
  }));

function whyStartOptionsFail(options: number, byInterceptor: boolean): string {
  if (!byInterceptor) return options === 3 ? '3 starts no membership service, so that the members never find each other' : 'every membership service needs all parts of the channel';
  return options & 12 ? 'beside StaticMembershipInterceptor it starts multicast, which may find the members once more' : 'receiver and sender are 3';
}
