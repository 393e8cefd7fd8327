import { TerraformVariable } from 'cdktf';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

describe('RECEIVER_ADDRESS', () => {
  function memberAt(address: (tier: Tier) => string | undefined) {
    const tier = new Tier();
    tier.tomcat('a', { host: tier.hosts.add('was-01', { addresses: { a: '172.30.0.77' } }), cluster: tier.cluster('x'), receiver: { address: address(tier) } });
    return tier.problems;
  }

  test.each(['auto', '127.0.1.1', '0.0.0.0', 'was-01.example.com', '10.0.0.256'])('a receiver that announces %s is refused', (address) => {
    expectErrors(memberAt(() => address), {
      code: 'RECEIVER_ADDRESS',
      path: 'shop/a',
      got: `the receiver address "${address}"`,
      why: 'the other members connect to exactly this',
      fix: 'leave receiver.address out, or give the IPv4 address of the instance on the network of its cluster',
    });
  });

  test.each([undefined, '172.30.0.77'])('a receiver at %s is accepted', (address) => {
    expect(memberAt(() => address)).toEqual([]);
  });

  test('an address that only Terraform knows is left alone', () => {
    expect(memberAt(({ stack }) => new TerraformVariable(stack, 'address', { type: 'string' }).stringValue)).toEqual([]);
  });

  test('a Tomcat without a cluster has no receiver to announce', () => {
    const tier = new Tier();
    tier.tomcat('a', { receiver: { address: 'auto' } });
    expect(tier.problems).toEqual([]);
  });
});
