import { Token } from 'cdktf';
import { TomcatInstanceProps } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../support/program';

const withProps = (props: Partial<TomcatInstanceProps>) => new Tier().tomcat('a', props);

test.each([0, 1, 5652])('all ports of the instance at place %d are ports', (portIndex) => {
  Object.values(withProps({ portIndex })._ports).forEach((port) => {
    expect(port).toBeGreaterThan(0);
    expect(port).toBeLessThanOrEqual(65_535);
  });
});

test.each([-900, -1, 0.5, 5653, 6000])('the place %d, whose ports are none, is refused', (portIndex) => {
  expect(problemOf(() => withProps({ portIndex }))).toMatchObject({
    code: 'OPTION_RANGE', path: 'shop/a', got: `portIndex ${portIndex} of a Tomcat`, why: 'it is a whole number from 0 to 5652',
  });
});

test('a place that only Terraform knows is refused', () => {
  expect(problemOf(() => withProps({ portIndex: Token.asNumber('${var.place}') }))).toMatchObject({
    code: 'VALUE_NOT_KNOWN', path: 'shop/a', got: 'a portIndex that only Terraform knows', why: expect.stringContaining('ports are computed from it'),
  });
});

test.each<[TomcatInstanceProps['receiver'], string, string]>([
  [{ maxThreads: 0 }, 'maxThreads 0', 'from 1 to 2147483647'],
  [{ maxThreads: 1.5 }, 'maxThreads 1.5', 'from 1 to 2147483647'],
  [{ autoBind: -3 }, 'autoBind -3', 'from 1 to 61536'],
  [{ autoBind: 0 }, 'autoBind 0', 'from 1 to 61536'],
  [{ port: 65_500, autoBind: 37 }, 'autoBind 37', 'from 1 to 36'],
])('a receiver with %j is refused', (receiver, got, why) => {
  expect(problemOf(() => withProps({ receiver }))).toMatchObject({
    code: 'OPTION_RANGE', path: 'shop/a', got: `${got} of the receiver`, why: `it is a whole number ${why}`,
  });
});

test.each<TomcatInstanceProps['receiver']>([undefined, {}, { maxThreads: 1, autoBind: 1 }, { port: 65_500, autoBind: 36 }, { autoBind: 61_536 }])(
  'a receiver with %j is accepted', (receiver) => {
    expect(() => withProps({ receiver })).not.toThrow();
  });
