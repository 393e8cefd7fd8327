export interface SitesOptions {
  /** The id of the stack, with which all names begin. */
  readonly stack: string;
  /** Where web-01, web-02 and so on answer on 127.0.0.1. */
  readonly ports: number[];
  /** How many WAS hosts each site has: was-01, was-02 and so on. */
  readonly wasHosts: { readonly [site: string]: number };
}

/** What a deployed stack of sites is known by from outside: each site has a Tomcat on each of its WAS hosts. */
export class Sites {
  public readonly stack: string;
  public readonly ports: number[];
  /** The containers of the Tomcats. */
  public readonly tomcats: string[];
  /** The containers of the web hosts. */
  public readonly webs: string[];

  public constructor(private readonly options: SitesOptions) {
    this.stack = options.stack;
    this.ports = options.ports;
    this.tomcats = Object.keys(options.wasHosts).flatMap((site) => this.tomcatsOf(site));
    this.webs = this.ports.map((port) => `${this.stack}-${this.webHostOf(port)}-httpd`);
  }

  public get containers(): string[] {
    return [...this.tomcats, ...this.webs];
  }

  /** The container of an instance, which is called by its jvmRoute, e.g. `a-was-01`. */
  public containerOf(instance: string): string {
    const [, site, host] = /^([^-]+)-(.+)$/.exec(instance) ?? [];
    return `${this.stack}-${host}-${site}`;
  }

  /** The instances of a site. */
  public instancesOf(site: string): string[] {
    return Array.from({ length: this.options.wasHosts[site] }, (_, index) => `${site}-was-0${index + 1}`);
  }

  /** The containers of a site's Tomcats. */
  public tomcatsOf(site: string): string[] {
    return this.instancesOf(site).map((instance) => this.containerOf(instance));
  }

  public hostNameOf(site: string): string {
    return `${site}.example.com`;
  }

  public webHostOf(port: number): string {
    return `web-0${this.ports.indexOf(port) + 1}`;
  }
}
