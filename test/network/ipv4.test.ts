import fc from 'fast-check';
import { everyoneAmong, ipv4, Ipv4Subnet, ipv4Text } from '../../src/network/ipv4';
import { problemOf } from '../support/program';

test('an address is the same after it was a number', () => {
  fc.assert(fc.property(fc.ipV4(), (address) => { expect(ipv4Text(ipv4(address)!)).toBe(address); }));
});

test.each(['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '1.2.3.-4', ' 1.2.3.4', '1.2.3.4\n', 'a.b.c.d', '::1', '1.2.3.4/24'])('%j is no address', (text) => {
  expect(ipv4(text)).toBeUndefined();
});

test.each(['10.0.0.0', '10.0.0.0/7', '10.0.0.0/30', '10.0.0.1/24', '10.0.0.0/x', '300.0.0.0/24', 'net/24', '10.0.0.0/24.5', '10.0.0.0/24/8', ''])(
  'the subnet "%s" is refused', (cidr) => {
    expect(problemOf(() => new Ipv4Subnet(cidr, 'shop/hosts'))).toMatchObject({
      code: 'SUBNET', path: 'shop/hosts', got: `the subnet "${cidr}"`, why: expect.stringContaining('8 to 29'), fix: 'write it as in 172.30.0.0/24',
    });
  });

test('a subnet holds its own addresses and no others', () => {
  const subnet = new Ipv4Subnet('172.30.1.64/27', '');
  expect(subnet.size).toBe(32);
  ['172.30.1.66', '172.30.1.94'].forEach((address) => expect(subnet.isForHosts(address)).toBe(true));
  ['172.30.1.63', '172.30.1.64', '172.30.1.65', '172.30.1.95', '172.30.1.96', '172.30.2.70', 'x'].forEach((address) => expect(subnet.isForHosts(address)).toBe(false));
});

test.each([['10.0.0.0/8', 2 ** 24], ['192.168.0.0/29', 8], ['255.0.0.0/8', 2 ** 24]])('the subnet %s has %d addresses', (cidr, size) => {
  expect(new Ipv4Subnet(cidr, '').size).toBe(size);
});

test.each([
  [['10.0.0.0/8', '0.0.0.0/0'], '0.0.0.0/0'],
  [['128.0.0.0/1'], '128.0.0.0/1'],
  [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'], '4 ranges that hold half of all addresses or more'],
  [['192.0.0.0/2', '10.0.0.0/8', '0.0.0.0/2'], '3 ranges that hold half of all addresses or more'],
])('%p lets everyone in', (cidrs, said) => {
  expect(everyoneAmong(cidrs)).toBe(said);
});

test.each([[[]], [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']], [['0.0.0.0/2', '0.0.0.0/2', '0.0.0.0/3', '32.0.0.0/3']], [['0.0.0.0/2', '64.0.0.0/3']]])(
  '%p does not', (cidrs) => {
    expect(everyoneAmong(cidrs)).toBeUndefined();
  });
