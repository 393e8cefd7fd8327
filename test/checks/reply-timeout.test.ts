import { Failover, Route, SessionClusterProps, SessionManager } from 'cdktf-tomcat-cluster';
import { expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

/** With a time-out of all requests, and one of a route. */
function waiting(props: Partial<SessionClusterProps>, all: number, ofRoute?: number) {
  const tier = new Tier();
  const cluster = tier.cluster('x', props);
  ['a', 'b'].forEach((id) => tier.tomcat(id, { cluster }));
  tier.frontend('web', [], { failover: Failover.standard({ replyTimeoutMillis: all }) }).addVirtualHost('x.example.com', {
    routes: [Route.all(cluster), Route.path('/slow', cluster, { replyTimeoutMillis: ofRoute })],
  });
  return tier.problems;
}

describe('REPLY_TIMEOUT', () => {
  test.each<[string, Partial<SessionClusterProps>, number, number | undefined, number, number]>([
    ['of all requests, where changes are sent synchronously', { channelSendOptions: 6 }, 3000, undefined, 3000, 6000],
    ['of one route', { channelSendOptions: 2 }, 90_000, 6999, 6999, 6000],
    ['where another member has the copy', { manager: SessionManager.backup() }, 90_000, 2000, 2000, 6000],
    ['where the copy is asked for behind what is sent', { manager: SessionManager.backup({ mapSendOptions: 8 }) }, 90_000, 15_999, 15_999, 15_000],
  ])('one %s is warned of', (_, props, all, ofRoute, millis, wait) => {
    expectProblems(waiting(props, all, ofRoute), 'warning', {
      code: 'REPLY_TIMEOUT', path: 'shop/web', got: `replyTimeoutMillis ${millis} for shop/x`, why: `wait up to ${wait} ms`, fix: `at least ${wait + 1000}`,
    });
  });

  test('one that outlasts the wait is not, nor one that never ends, nor any where nobody waits', () => {
    expect(waiting({ channelSendOptions: 6 }, 7000, 7000)).toEqual([]);
    expect(waiting({ channelSendOptions: 6 }, 0)).toEqual([]);
    expect(waiting({ manager: SessionManager.backup({ mapSendOptions: 8 }) }, 16_000)).toEqual([]);
    expect(waiting({}, 1000, 500)).toEqual([]);
  });
});
