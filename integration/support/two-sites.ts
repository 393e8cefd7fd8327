/** What the example two-sites-multicast is known by from outside. */
export const EXAMPLE = 'two-sites-multicast';
export const SITES = ['a', 'b'];
const WAS_HOSTS = ['was-01', 'was-02'];
const WEB_HOSTS = ['web-01', 'web-02'];

export class TwoSites {
  /** The containers of the Tomcats. */
  public readonly tomcats: string[];
  /** The containers of the web hosts. */
  public readonly webs: string[];

  /**
   * @param stack the id of the stack, with which all names begin
   * @param ports where web-01 and web-02 answer on 127.0.0.1
   */
  public constructor(public readonly stack: string, public readonly ports: number[]) {
    this.tomcats = WAS_HOSTS.flatMap((host) => SITES.map((site) => `${stack}-${host}-${site}`));
    this.webs = WEB_HOSTS.map((host) => `${stack}-${host}-httpd`);
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
    return WAS_HOSTS.map((host) => `${site}-${host}`);
  }

  public hostNameOf(site: string): string {
    return `${site}.example.com`;
  }

  public webHostOf(port: number): string {
    return WEB_HOSTS[this.ports.indexOf(port)];
  }
}
