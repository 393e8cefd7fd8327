import { ApacheProxyFrontend, Failover, ProxyBalancerOptions, Route } from 'cdktf-tomcat-cluster';
import { expectComplete, expectRange, MOST, OptionRange } from '../support/option-range';
import { problemOf, Tier } from '../support/program';

jest.mock('../../src/checks/options/check-numbers', () => {
  const { checkNumbers } = jest.requireActual('../../src/checks/options/check-numbers');
  return { checkNumbers: jest.fn(checkNumbers) };
});

function balancer(options: ProxyBalancerOptions): ApacheProxyFrontend {
  const tier = new Tier();
  return new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), balancer: options });
}

const RANGES: OptionRange[] = [
  ['maxReplyTimeouts', 'workers', 0, MOST, (maxReplyTimeouts) => new Tier().frontend('web', [], { workers: { maxReplyTimeouts } })],
  ['recoveryOptions', 'workers', 0, 31, (recoveryOptions) => new Tier().frontend('web', [], { workers: { recoveryOptions } })],
  ['retries', 'workers', 1, MOST, (retries) => new Tier().frontend('web', [], { workers: { retries } })],
  ['errorEscalationTimeSeconds', 'workers', 0, MOST, (errorEscalationTimeSeconds) => new Tier().frontend('web', [], { workers: { errorEscalationTimeSeconds } })],
  ['busyLimit', 'workers', 1, MOST, (busyLimit) => new Tier().frontend('web', [], { workers: { busyLimit } })],
  ['connectionAcquireTimeoutMillis', 'workers', 1, MOST, (connectionAcquireTimeoutMillis) => new Tier().frontend('web', [], { workers: { connectionAcquireTimeoutMillis } })],
  ['connectionPoolSize', 'workers', 1, MOST, (connectionPoolSize) => new Tier().frontend('web', [], { workers: { connectionPoolSize } })],
  ['connectionPoolTimeoutSeconds', 'workers', 1, MOST, (connectionPoolTimeoutSeconds) => new Tier().frontend('web', [], { workers: { connectionPoolTimeoutSeconds } })],
  ['connectionPoolMinsize', 'workers', 0, MOST, (connectionPoolMinsize) => new Tier().frontend('web', [], { workers: { connectionPoolMinsize } })],
  ['reloadSeconds', 'mountFile', 1, MOST, (reloadSeconds) => new Tier().frontend('web', [], { jk: { mountFile: { reloadSeconds } } })],
  ['lbfactor', 'the member a', 1, 100, (lbfactor) => new Tier().frontend('web', [], { members: { a: { lbfactor } } })],
  ['distance', 'the member a', 0, 98, (distance) => new Tier().frontend('web', [], { members: { a: { distance } } })],
  ['maxAttempts', 'the balancer', 1, 100, (maxAttempts) => balancer({ maxAttempts })],
  ['failOnStatus', 'the balancer', 100, 599, (status) => balancer({ failOnStatus: [503, status] })],
  ['intervalSeconds', 'the health check of the balancer', 1, MOST, (intervalSeconds) => balancer({ healthCheck: { intervalSeconds } })],
  ['passes', 'the health check of the balancer', 1, MOST, (passes) => balancer({ healthCheck: { passes } })],
  ['fails', 'the health check of the balancer', 1, MOST, (fails) => balancer({ healthCheck: { fails } })],
  ['connectTimeoutMillis', 'Failover', 100, MOST, (connectTimeoutMillis) => Failover.standard({ connectTimeoutMillis })],
  ['pingTimeoutMillis', 'Failover', 100, MOST, (pingTimeoutMillis) => Failover.standard({ pingTimeoutMillis })],
  ['reusePingTimeoutMillis', 'Failover', 100, MOST, (reusePingTimeoutMillis) => Failover.standard({ reusePingTimeoutMillis })],
  ['silentGetMillis', 'Failover', 100, MOST, (silentGetMillis) => Failover.standard({ silentGetMillis })],
  ['replyTimeoutMillis', 'Failover', 100, MOST, (replyTimeoutMillis) => Failover.standard({ replyTimeoutMillis })],
  ['recoverTimeSeconds', 'Failover', 1, MOST, (recoverTimeSeconds) => Failover.standard({ recoverTimeSeconds })],
  ['replyTimeoutMillis', 'the route of /reports', 100, MOST, (replyTimeoutMillis) => Route.path('/reports', new Tier().tomcat('a'), { replyTimeoutMillis })],
];

test.each(RANGES)('%s of %s beyond what httpd and its modules take, from %d to %d, or of another unit, is refused', expectRange);

test('no other number of these is compared', () => expectComplete(RANGES));

test('what a GET and an answer are waited for may be nothing, which is no wait and for ever', () => {
  expect(Failover.standard({ silentGetMillis: 0, replyTimeoutMillis: 0 })._times).toMatchObject({ silentGetMillis: 0, replyTimeoutMillis: 0 });
});

test('mod_jk takes statuses with a minus too', () => {
  const program = (status: number) => new Tier().frontend('web', [], { workers: { failOnStatus: [503, status] } });
  for (const status of [99, 600, -99, -600, 100.5, NaN]) {
    expect(problemOf(() => program(status))).toMatchObject({ code: 'OPTION_RANGE', path: 'shop/web', got: `failOnStatus ${status} of workers` });
  }
  for (const status of [100, 599, -100, -599]) expect(() => program(status)).not.toThrow();
});
