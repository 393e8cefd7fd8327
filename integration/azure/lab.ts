import { appendFileSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../support/repository';
import { Refusal } from './arm/refusal';
import { ResourceManager } from './arm/resource-manager';
import { Store } from './arm/store';
import { LoadBalancerRule, LoadBalancers } from './balancer/load-balancers';
import { BLOB_SUFFIX, BlobStorage, STORAGE_ACCOUNTS } from './guest/blob-storage';
import { InstanceMetadata } from './guest/instance-metadata';
import { KeyVaults, VAULT_SUFFIX, VAULTS } from './guest/key-vaults';
import { Tokens } from './guest/tokens';
import { LabEffects } from './lab-effects';
import { LabRequests } from './lab-requests';
import { ContainerEvents } from './machine/container-events';
import { addAddress, addSpecialAddresses, removeSpecialAddresses } from './machine/host-interface';
import { image } from './machine/image';
import { removeLeftovers } from './machine/leftovers';
import { METADATA, PLATFORM } from './machine/special-addresses';
import { VirtualMachine } from './machine/virtual-machine';
import { VirtualMachines } from './machine/virtual-machines';
import { VirtualNetworks } from './machine/virtual-networks';
import { claim, release } from './only-one';
import { Firewall } from './security/firewall';
import { Certificates, certificates } from './web/certificates';
import { CLIENT, endpoints, SUBSCRIPTION, TENANT } from './web/endpoints';
import { Call, Listener, serve } from './web/server';

const DEFAULT_PORT = 8443;
const DEFAULT_BALANCER_PORT = 18500;
const LOG = 'reports/azure-lab.log';

export interface AzureLabOptions {
  /**
   * The port of 127.0.0.1 on which Azure Resource Manager answers.
   * @default 8443
   */
  readonly port?: number;
  /**
   * The first port of 127.0.0.1 for rules of load balancers; each rule takes the lowest that is free.
   * @default AZURE_LAB_LB_PORTS, else 18500
   */
  readonly balancerPorts?: number;
  /**
   * Hears of each request, in one line without a secret.
   * @default - the lines go to reports/azure-lab.log
   */
  readonly log?: (line: string) => void;
}

/** An Azure of this machine's own, for Terraform's real plugin. Only one at a time. */
export class AzureLab {
  /** Starts a lab, after removing what an earlier one left. Builds the image of the machines when it is missing. */
  public static async start(options: AzureLabOptions = {}): Promise<AzureLab> {
    const cache = process.env.CDKTF_TOMCAT_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdktf-tomcat-cluster');
    const directory = join(cache, 'azure-lab');
    claim(directory);
    const trust = certificates(directory);
    await removeLeftovers(directory);
    await addSpecialAddresses();
    const lab = new AzureLab(options, directory, trust, await image(directory, trust.authority));
    try {
      await lab.listen();
    } catch (error) {
      await lab.stop();
      throw error;
    }
    return lab;
  }

  /** What `terraform`, and whatever starts it, needs in its environment. The provider block then is `features {}` alone. */
  public readonly environment: Record<string, string>;

  private readonly port: number;
  private readonly log: (line: string) => void;
  private readonly store = new Store();
  private readonly tokens = new Tokens();
  private readonly vaults = new KeyVaults(this.store, this.tokens);
  private readonly blobs = new BlobStorage(this.store, this.tokens);
  private readonly networks = new VirtualNetworks();
  private readonly machines: VirtualMachines;
  private readonly balancers: LoadBalancers;
  private readonly requests: LabRequests;
  private readonly manager: ResourceManager;
  private readonly events: ContainerEvents;
  private readonly origin: string;
  private readonly listeners: Listener[] = [];

  private constructor(options: AzureLabOptions, private readonly directory: string, private readonly trust: Certificates, imageName: string) {
    this.port = options.port ?? DEFAULT_PORT;
    this.log = options.log ?? logToFile();
    this.origin = `https://localhost:${this.port}`;
    this.machines = new VirtualMachines({
      store: this.store, networks: this.networks, image: imageName, directory, hostNames: () => this.hostNames(),
    });
    this.balancers = new LoadBalancers(this.store, options.balancerPorts ?? Number(process.env.AZURE_LAB_LB_PORTS ?? DEFAULT_BALANCER_PORT));
    const firewall = new Firewall(this.store, this.machines);
    const effects = new LabEffects(this.store, this.networks, this.machines, firewall, this.balancers);
    this.events = new ContainerEvents((event, id) => {
      effects.hear(event, id).catch((error: Error) => this.log(`${event} ${id}: ${error.message}`));
    });
    this.manager = new ResourceManager(this.store, effects, this.origin);
    this.requests = new LabRequests(this.machines, this.balancers, this.vaults, this.blobs);
    this.environment = {
      ARM_METADATA_HOSTNAME: `localhost:${this.port}`,
      ARM_SUBSCRIPTION_ID: SUBSCRIPTION,
      ARM_TENANT_ID: TENANT,
      ARM_CLIENT_ID: CLIENT,
      ARM_CLIENT_SECRET: 'azure-lab', // any will do
      ARM_RESOURCE_PROVIDER_REGISTRATIONS: 'none',
      ARM_USE_CLI: 'false',
      SSL_CERT_FILE: trust.bundle,
    };
  }

  public setSecret(vault: string, name: string, value: string): void {
    this.vaults.set(vault, name, value);
  }

  public setBlob(account: string, container: string, blob: string, content: string | Buffer): void {
    this.blobs.set(account, container, blob, Buffer.from(content));
  }

  /** Gives this machine an address until the lab stops, for a client in a virtual network that is none of the lab's machines. */
  public async addClient(address: string): Promise<void> {
    await addAddress(address);
  }

  /** The machine with this name, in whatever resource group. */
  public virtualMachine(name: string): VirtualMachine {
    const machine = this.machines.all().find((each) => each.name === name);
    if (!machine) throw new Error(`the lab has no virtual machine ${name}`);
    return machine;
  }

  public virtualMachines(): VirtualMachine[] {
    return this.machines.all();
  }

  /** The rules of public load balancers, and where each is reached. */
  public loadBalancers(): LoadBalancerRule[] {
    return this.balancers.rules();
  }

  /** The ids of all resources. */
  public resources(): string[] {
    return this.store.all().map((each) => each.id);
  }

  /** A request to Azure Resource Manager, e.g. to have something exist before a deployment. Fails unless it succeeds. */
  public async request(method: string, path: string, body?: object): Promise<unknown> {
    const url = new URL(path, this.origin);
    const { status, body: answer } = await this.manager.answer({
      method, host: 'localhost', path: url.pathname, query: url.searchParams, headers: {}, body: Buffer.from(body ? JSON.stringify(body) : ''), from: '127.0.0.1',
    });
    this.log(`${method} ${url.pathname} ${status}`);
    return answer;
  }

  /** Removes all that the lab made on this machine. */
  public async stop(): Promise<void> {
    this.events.close();
    await this.balancers.close();
    await Promise.all(this.listeners.map((each) => each.close()));
    await removeLeftovers(this.directory);
    await removeSpecialAddresses();
    release(this.directory);
  }

  private async listen(): Promise<void> {
    const { log } = this;
    const tls = { key: this.trust.key, cert: this.trust.cert };
    const metadata = new InstanceMetadata(this.store, this.machines, this.tokens);
    this.listeners.push(
      await serve({ address: '127.0.0.1', port: this.port, tls, log, handler: (call) => this.manage(call) }),
      await serve({ address: PLATFORM, port: 443, tls, log, handler: (call) => this.serveData(call) }),
      await serve({ address: METADATA, port: 80, log, handler: (call) => metadata.answer(call) }),
    );
  }

  private async manage(call: Call) {
    return endpoints(call, this.origin) ?? this.requests.answer(call) ?? this.manager.answer(call);
  }

  private async serveData(call: Call) {
    if (call.host.endsWith(VAULT_SUFFIX)) return this.vaults.answer(call);
    if (call.host.endsWith(BLOB_SUFFIX)) return this.blobs.answer(call);
    throw new Refusal(404, 'NotFound', `The lab has no ${call.host}.`);
  }

  private hostNames(): string[] {
    const names = (type: string, suffix: string) => this.store.ofType(type).map((each) => `${each.name}${suffix}`);
    return [...names(VAULTS, VAULT_SUFFIX), ...names(STORAGE_ACCOUNTS, BLOB_SUFFIX)];
  }
}

function logToFile(): (line: string) => void {
  const file = join(repository, LOG);
  mkdirSync(join(repository, 'reports'), { recursive: true });
  return (line) => appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
}
