import { connect, createServer, Server, Socket } from 'node:net';
import { Probe } from '../arm/network';
import { CLIENT } from '../machine/special-addresses';
import { HealthProbe } from './health-probe';

const CONNECT_MS = 20_000;

/** What a balancing rule asks for. */
export interface RuleSettings {
  readonly backendPort: number;
  readonly addresses: string[];
  readonly probe?: Probe;
}

export interface Backend {
  readonly address: string;
  readonly healthy: boolean;
}

/** One balancing rule: a port of this machine from which connections go on to the healthy backends in turn. */
export class RuleListener {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly probes = new Map<string, HealthProbe>();
  private settings: RuleSettings = { backendPort: 0, addresses: [] };
  private turn = 0;

  public constructor(public readonly port: number) {
    this.server = createServer({ allowHalfOpen: true }, (client) => this.forward(client));
  }

  public get backends(): Backend[] {
    return this.settings.addresses.map((address) => ({ address, healthy: this.isHealthy(address) }));
  }

  public async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
  }

  /** Connections that exist go on, whatever changes. */
  public update(settings: RuleSettings): void {
    const isOtherProbe = JSON.stringify(settings.probe) !== JSON.stringify(this.settings.probe);
    this.settings = settings;
    for (const [address, probe] of this.probes) {
      if (isOtherProbe || !settings.addresses.includes(address)) {
        probe.stop();
        this.probes.delete(address);
      }
    }
    if (!settings.probe) return;
    for (const address of settings.addresses) {
      if (!this.probes.has(address)) this.probes.set(address, new HealthProbe(address, settings.probe));
    }
  }

  public async close(): Promise<void> {
    this.probes.forEach((each) => each.stop());
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.sockets.forEach((each) => each.destroy());
    });
  }

  private isHealthy(address: string): boolean {
    return this.settings.probe === undefined || this.probes.get(address)?.healthy === true;
  }

  private forward(client: Socket): void {
    const healthy = this.settings.addresses.filter((each) => this.isHealthy(each));
    this.watch(client);
    if (healthy.length === 0) {
      client.resetAndDestroy();
      return;
    }
    const host = healthy[this.turn++ % healthy.length];
    const backend = connect({ host, port: this.settings.backendPort, localAddress: CLIENT, allowHalfOpen: true });
    this.watch(backend);
    const timer = setTimeout(() => backend.destroy(new Error('no answer')), CONNECT_MS);
    backend.on('connect', () => clearTimeout(timer));
    backend.on('close', () => clearTimeout(timer));
    const end = () => {
      client.destroy();
      backend.destroy();
    };
    client.on('error', end).pipe(backend);
    backend.on('error', end).pipe(client);
  }

  private watch(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.sockets.delete(socket));
  }
}
