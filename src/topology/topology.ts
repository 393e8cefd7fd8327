import { IConstruct } from 'constructs';
import type { ApacheJkFrontend } from '../apache/apache-jk-frontend';
import type { SessionCluster } from '../cluster/session-cluster';
import type { Host } from '../host/host';
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
    frontends: [] as ApacheJkFrontend[],
  };

  private results = new Map<string, unknown>();

  public addHost(host: Host): void { this.add(this.declared.hosts, host); }
  public addInstance(instance: TomcatInstance): void { this.add(this.declared.instances, instance); }
  public addCluster(cluster: SessionCluster): void { this.add(this.declared.clusters, cluster); }
  public addFrontend(frontend: ApacheJkFrontend): void { this.add(this.declared.frontends, frontend); }

  public get hosts(): Host[] { return this.once('hosts', () => byPath(this.declared.hosts)); }
  public get instances(): TomcatInstance[] { return this.once('instances', () => byPath(this.declared.instances)); }
  public get clusters(): SessionCluster[] { return this.once('clusters', () => byPath(this.declared.clusters)); }
  public get frontends(): ApacheJkFrontend[] { return this.once('frontends', () => byPath(this.declared.frontends)); }

  /** Computes a result from the whole program once, until the program changes. */
  public once<T>(name: string, compute: () => T): T {
    if (!this.results.has(name)) this.results.set(name, compute());
    return this.results.get(name) as T;
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
  return [...constructs].sort((a, b) => a.node.path < b.node.path ? -1 : 1);
}
