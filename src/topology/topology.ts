import { IConstruct } from 'constructs';
import type { Site } from './site';
import type { ApacheFrontend } from '../apache/apache-frontend';
import type { Acceptance } from '../checks/acceptance';
import type { SelfChecking } from '../checks/self-checking';
import type { SessionCluster } from '../cluster/session-cluster';
import type { Host } from '../host/host';
import type { RedisSessions } from '../tomcat/redis-sessions';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

/**
 * What one app declares, across its stacks: constructs know each other through it. Lists are in the order of
 * construct paths, so that nothing depends on the order of creation.
 */
export class Topology {
  public static of(scope: IConstruct): Topology {
    const root = scope.node.root;
    let topology = topologies.get(root);
    if (!topology) topologies.set(root, topology = new Topology());
    return topology;
  }

  private readonly declared = {
    hosts: [] as Host[],
    instances: [] as TomcatInstance[],
    clusters: [] as SessionCluster[],
    redisSessions: [] as RedisSessions[],
    frontends: [] as ApacheFrontend[],
    selfChecking: [] as SelfChecking[],
    acceptances: [] as Acceptance[],
  };

  private results = new Map<object, Map<string, unknown>>();

  public addHost(host: Host): void {
    this.add(this.declared.hosts, host);
    this.addSelfChecking(host);
  }

  public addInstance(instance: TomcatInstance): void { this.add(this.declared.instances, instance); }
  public addCluster(cluster: SessionCluster): void { this.add(this.declared.clusters, cluster); }
  public addRedisSessions(sessions: RedisSessions): void { this.add(this.declared.redisSessions, sessions); }
  public addFrontend(frontend: ApacheFrontend): void { this.add(this.declared.frontends, frontend); }
  public addSelfChecking(construct: SelfChecking): void { this.add(this.declared.selfChecking, construct); }
  public addAcceptance(acceptance: Acceptance): void { this.add(this.declared.acceptances, acceptance); }

  public get hosts(): Host[] { return this.once(this, 'hosts', () => byPath(this.declared.hosts)); }
  public get instances(): TomcatInstance[] { return this.once(this, 'instances', () => byPath(this.declared.instances)); }
  public get clusters(): SessionCluster[] { return this.once(this, 'clusters', () => byPath(this.declared.clusters)); }
  public get redisSessions(): RedisSessions[] { return this.once(this, 'redis sessions', () => byPath(this.declared.redisSessions)); }
  public get frontends(): ApacheFrontend[] { return this.once(this, 'frontends', () => byPath(this.declared.frontends)); }
  public get selfChecking(): SelfChecking[] { return this.once(this, 'self-checking', () => byPath(this.declared.selfChecking)); }

  /** Whatever keeps their sessions. */
  public get sites(): Site[] { return [...this.clusters, ...this.redisSessions]; }

  /** Those that lead to a Tomcat. */
  public frontendsOf(instance: TomcatInstance): ApacheFrontend[] {
    return this.once(this, 'front ends of instances', () => frontendsByInstance(this.frontends)).get(instance) ?? [];
  }

  /** In the order of the program. */
  public get acceptances(): Acceptance[] { return this.declared.acceptances; }

  /** Computes a result of an object from the whole program once, until the program changes. */
  public once<T>(of: object, what: string, compute: () => T): T {
    let results = this.results.get(of);
    if (!results) this.results.set(of, results = new Map());
    if (!results.has(what)) results.set(what, compute());
    return results.get(what) as T;
  }

  /** To be called whenever something is added: results so far no longer hold. */
  public changed(): void {
    this.results.clear();
  }

  private add<T>(list: T[], item: T): void {
    list.push(item);
    this.changed();
  }
}

const topologies = new WeakMap<IConstruct, Topology>();

function byPath<T extends IConstruct>(constructs: T[]): T[] {
  const paths = new Map(constructs.map((construct) => [construct, construct.node.path]));
  return [...constructs].sort((a, b) => paths.get(a)! < paths.get(b)! ? -1 : 1);
}

function frontendsByInstance(frontends: ApacheFrontend[]): Map<TomcatInstance, ApacheFrontend[]> {
  const found = new Map<TomcatInstance, ApacheFrontend[]>();
  for (const frontend of frontends) {
    const instances = frontend._balancers.flatMap(({ members }) => members.flatMap(({ instance }) => instance ?? []));
    for (const instance of new Set(instances)) found.set(instance, [...found.get(instance) ?? [], frontend]);
  }
  return found;
}
