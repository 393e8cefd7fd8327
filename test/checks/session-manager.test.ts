import { TerraformVariable } from 'cdktf';
import { DeltaManagerOptions, SessionManager, TomcatRelease } from 'cdktf-tomcat-cluster';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { problemOf, Tier } from '../support/program';

describe('DELTA_MANAGER_MEMBERS', () => {
  function membersOf(manager: SessionManager, count: number) {
    const tier = new Tier();
    const cluster = tier.cluster('x', { manager });
    for (let n = 0; n < count; n++) tier.tomcat(`t${n}`, { cluster });
    return tier.problems;
  }

  test('a DeltaManager with four members is not', () => {
    expect(membersOf(SessionManager.delta(), 4)).toEqual([]);
  });
});

describe('STATE_TRANSFER_TIMEOUT', () => {
  function waiting(stateTransferTimeoutSeconds: number | undefined, startSeconds?: number) {
    const tier = new Tier();
    tier.tomcat('a', { cluster: tier.cluster('x', { manager: SessionManager.delta({ stateTransferTimeoutSeconds }) }), startSeconds });
    return tier.problems;
  }

  test.each([
    [-1, undefined, 'a start may wait for ever'],
    [91, undefined, 'longer than the 90 seconds after which it counts as failed'],
    [31, 30, 'longer than the 30 seconds after which it counts as failed'],
  ])('%d seconds where a start may take %s are warned of', (seconds, startSeconds, why) => {
    expectProblems(waiting(seconds, startSeconds), 'warning', {
      code: 'STATE_TRANSFER_TIMEOUT', path: 'shop/a', got: `stateTransferTimeoutSeconds ${seconds}`, why, fix: 'choose less, or give the instance more startSeconds',
    });
  });

  test.each([[undefined, undefined], [0, undefined], [90, undefined], [91, 91]])('%s seconds where a start may take %s are not', (seconds, startSeconds) => {
    expect(waiting(seconds, startSeconds)).toEqual([]);
  });
});

describe('STATE_TRANSFER_TIMEOUT with sessions in blocks', () => {
  const blocks = (options: DeltaManagerOptions) => {
    const tier = new Tier();
    tier.tomcat('a', { cluster: tier.cluster('x', { manager: SessionManager.delta({ sendAllSessions: false, ...options }) }) });
    return tier.problems;
  };

  test.each([[{ sendAllSessionsWaitTimeMillis: 2000 }, 2000, 2], [{ sendAllSessionsWaitTimeMillis: 9000, stateTransferTimeoutSeconds: 5 }, 9000, 5]])(
    '%j is warned of: the second would come too late', (options, pause, seconds) => {
      expectProblems(blocks(options), 'warning', {
        code: 'STATE_TRANSFER_TIMEOUT', path: 'shop/x', got: `sendAllSessionsWaitTimeMillis ${pause} with stateTransferTimeoutSeconds ${seconds}`,
        why: 'before the second block', fix: 'leave sendAllSessionsWaitTimeMillis out',
      });
    });

  test.each<[DeltaManagerOptions]>([
    [{}], [{ sendAllSessionsWaitTimeMillis: 100 }], [{ sendAllSessionsWaitTimeMillis: 2000, stateTransferTimeoutSeconds: 60 }],
    [{ sendAllSessionsWaitTimeMillis: 2000, stateTransferTimeoutSeconds: 0 }], [{ sendAllSessionsWaitTimeMillis: 2000, sendAllSessions: true }],
  ])('%j is not', (options) => {
    expect(blocks(options)).toEqual([]);
  });

  test('there is no pause where the program says none', () => {
    const pause = (options: DeltaManagerOptions) => SessionManager.delta(options)._element(TomcatRelease.V10_1).attributes?.sendAllSessionsWaitTime;
    expect(pause({ sendAllSessions: false, sendAllSessionsSize: 500 })).toBe(0);
    expect(pause({ sendAllSessions: false, sendAllSessionsWaitTimeMillis: 5 })).toBe(5);
    expect(pause({})).toBeUndefined();
  });
});

test('a time that only Terraform knows is left alone', () => {
  const tier = new Tier();
  const stateTransferTimeoutSeconds = new TerraformVariable(tier.stack, 'seconds', { type: 'number' }).numberValue;
  tier.tomcat('a', { cluster: tier.cluster('x', { manager: SessionManager.delta({ stateTransferTimeoutSeconds }) }) });
  expect(tier.problems).toEqual([]);
});

describe('CHANNEL_SEND_OPTIONS', () => {
  function sending(mapSendOptions: number | undefined) {
    const tier = new Tier();
    tier.cluster('x', { manager: SessionManager.backup({ mapSendOptions }) });
    return tier.problems;
  }

  test.each([[4, 'has no effect without 2'], [0, 'changes overtake each other'], [72, '64 (multicast) is not implemented']])('mapSendOptions %d are refused', (options, why) => {
    expectErrors(sending(options), { code: 'CHANNEL_SEND_OPTIONS', path: 'shop/x', got: `mapSendOptions ${options}`, why, fix: 'use 6' });
  });

  test.each([undefined, 2, 6, 8])('mapSendOptions %s are accepted', (options) => {
    expect(sending(options)).toEqual([]);
  });
});

describe('REGULAR_EXPRESSION', () => {
  test.each(['sessionAttributeNameFilter', 'sessionAttributeValueClassNameFilter'])('a %s that Java does not compile is refused', (option) => {
    [SessionManager.delta, SessionManager.backup].forEach((factory) => expect(problemOf(() => factory({ [option]: '(user|cart' }))).toMatchObject({
      code: 'REGULAR_EXPRESSION', got: `${option} "(user|cart"`, why: 'Java does not compile it: unclosed group at 0',
    }));
    expect(() => SessionManager.delta({ [option]: '(user|cart)' })).not.toThrow();
  });
});
