import { BackendPool, LoadBalancer, NetworkInterface, Probe } from '../arm/network';
import { sameId } from '../arm/resource';
import { Store } from '../arm/store';
import { poolsOf } from '../machine/topology';
import { Backend, RuleListener, RuleSettings } from './rule-listener';

/** A balancing rule, and where it is reached on this machine. */
export interface LoadBalancerRule {
  /** The name of the load balancer. */
  readonly name: string;
  readonly rule: string;
  readonly frontendPort: number;
  /** The port of 127.0.0.1 that stands for the frontend's address and port. */
  readonly listen: number;
  readonly backends: Backend[];
}

interface Wanted extends RuleSettings {
  readonly key: string;
  readonly name: string;
  readonly rule: string;
  readonly frontendPort: number;
}

/** The public load balancers. */
export class LoadBalancers {
  private readonly listeners = new Map<string, RuleListener>();
  private wanted: Wanted[] = [];
  private last: Promise<void> = Promise.resolve();

  public constructor(private readonly store: Store, private readonly firstPort: number) {}

  /** Returns when the listeners are those of the rules of this moment. */
  public async adjust(): Promise<void> {
    const next = this.last.then(() => this.adjustAll());
    this.last = next.catch(() => undefined);
    return next;
  }

  public rules(): LoadBalancerRule[] {
    return this.wanted.flatMap(({ key, name, rule, frontendPort }) => {
      const listener = this.listeners.get(key);
      return listener ? [{ name, rule, frontendPort, listen: listener.port, backends: listener.backends }] : [];
    });
  }

  public async close(): Promise<void> {
    await Promise.all([...this.listeners.values()].map((each) => each.close()));
    this.listeners.clear();
  }

  private async adjustAll(): Promise<void> {
    this.wanted = this.wantedRules();
    for (const [key, listener] of this.listeners) {
      if (this.wanted.some((each) => each.key === key)) continue;
      this.listeners.delete(key);
      await listener.close();
    }
    for (const each of this.wanted) {
      if (!this.listeners.has(each.key)) {
        const listener = new RuleListener(this.freePort());
        await listener.listen();
        this.listeners.set(each.key, listener);
      }
      this.listeners.get(each.key)?.update(each);
    }
  }

  private wantedRules(): Wanted[] {
    return this.store.ofType<LoadBalancer>('Microsoft.Network/loadBalancers').flatMap((balancer) => {
      const { loadBalancingRules, frontendIPConfigurations } = balancer.properties;
      return loadBalancingRules.flatMap(({ id, name, properties: rule }) => {
        const frontend = frontendIPConfigurations.find((each) => sameId(each.id, rule.frontendIPConfiguration?.id));
        if (!frontend?.properties.publicIPAddress || rule.protocol.toLowerCase() !== 'tcp') return [];
        return [{
          key: id.toLowerCase(),
          name: balancer.name,
          rule: name,
          frontendPort: rule.frontendPort,
          backendPort: rule.backendPort,
          addresses: [...new Set(poolsOf(rule).flatMap((each) => this.addressesIn(each)))],
          probe: this.store.get<Probe>(rule.probe?.id)?.properties,
        }];
      });
    });
  }

  private addressesIn(pool: string): string[] {
    const listed = this.store.get<BackendPool>(pool)?.properties.loadBalancerBackendAddresses ?? [];
    const attached = this.store.ofType<NetworkInterface>('Microsoft.Network/networkInterfaces')
      .flatMap((each) => each.properties.ipConfigurations)
      .filter((each) => each.properties.loadBalancerBackendAddressPools?.some(({ id }) => sameId(id, pool)));
    const addresses = [...listed.map((each) => each.properties.ipAddress), ...attached.map((each) => each.properties.privateIPAddress)];
    return addresses.filter((each): each is string => Boolean(each));
  }

  private freePort(): number {
    const taken = [...this.listeners.values()].map((each) => each.port);
    let port = this.firstPort;
    while (taken.includes(port)) port += 1;
    return port;
  }
}
