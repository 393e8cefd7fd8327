import { expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

describe('SHUTDOWN_PORT', () => {
  test('a port on which everyone of the machine can stop the Tomcat is warned of', () => {
    const tier = new Tier();
    tier.tomcat('a', { shutdownPort: 8005 });
    expectProblems(tier.problems, 'warning', {
      code: 'SHUTDOWN_PORT', path: 'shop/a', got: 'shutdownPort 8005', why: 'the well-known SHUTDOWN', fix: 'leave shutdownPort out',
    });
  });

  test.each([undefined, -1])('shutdownPort %s is not', (shutdownPort) => {
    const tier = new Tier();
    tier.tomcat('a', { shutdownPort });
    expect(tier.problems).toEqual([]);
  });
});
