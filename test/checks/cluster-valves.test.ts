import { ClusterValve, Route } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

function tierWith(valves: ClusterValve[] | undefined, routed: (tier: Tier, cluster: ReturnType<Tier['cluster']>) => void = () => undefined) {
  const tier = new Tier();
  const cluster = tier.cluster('x', { valves });
  tier.tomcat('a', { cluster });
  routed(tier, cluster);
  return tier.problems;
}

describe('REPLICATION_VALVE_MISSING', () => {
  test('a list without the replication valve is refused', () => {
    expectErrors(tierWith([ClusterValve.jvmRouteBinder()]), {
      code: 'REPLICATION_VALVE_MISSING', path: 'shop/x', got: 'valves without ClusterValve.replication()', why: 'would not be sent', fix: 'add it, or leave valves out',
    });
  });

  test.each([[undefined], [[]], [[ClusterValve.replication()]]])('%p is accepted', (valves) => {
    expect(tierWith(valves)).toEqual([]);
  });
});

describe('ROUTE_BINDER_MISSING', () => {
  const toCluster = (tier: Tier, cluster: ReturnType<Tier['cluster']>) => void tier.frontend('web', [cluster]);

  test.each([
    ['without the route binder', [ClusterValve.replication()]],
    ['with one that is switched off', [ClusterValve.replication(), ClusterValve.jvmRouteBinder({ enabled: false })]],
  ])('a list %s is refused where a front end routes to the cluster', (_, valves) => {
    expectErrors(tierWith(valves, toCluster), {
      code: 'ROUTE_BINDER_MISSING',
      path: 'shop/x',
      got: 'valves without ClusterValve.jvmRouteBinder(), and routes of shop/web to the cluster',
      why: 'would still end in the route of the member that is gone',
      fix: 'add ClusterValve.jvmRouteBinder()',
    });
  });

  test('it is refused once, however many front ends and routes there are', () => {
    expect(tierWith([ClusterValve.replication()], (tier, cluster) => {
      ['web-1', 'web-2'].forEach((id) => tier.frontend(id, [cluster]).addVirtualHost('other.example.com', { routes: [Route.all(cluster)] }));
    })).toHaveLength(1);
  });

  test.each([[undefined], [[]], [[ClusterValve.jvmRouteBinder(), ClusterValve.replication()]]])('%p is accepted there', (valves) => {
    expect(tierWith(valves, toCluster)).toEqual([]);
  });

  test('without a front end it does not matter', () => {
    expect(tierWith([ClusterValve.replication()])).toEqual([]);
  });
});
