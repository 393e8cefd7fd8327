import { TerraformVariable } from 'cdktf';
import { SessionManager } from 'cdktf-tomcat-cluster';
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
