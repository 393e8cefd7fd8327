import { Construct } from 'constructs';
import { ApacheFrontend, ApacheFrontendProps } from './apache-frontend';
import { Balanced, Balancing } from './balancing';
import { BalancingModule } from './distribution';
import { threadsPerChild } from './httpd-conf';
import { modProxy } from './mod-proxy/mod-proxy';
import { checkProxyBalancer, ProxyBalancerOptions } from './mod-proxy/proxy-balancer-options';
import { Recovery } from './recovery';
import { BalancerMember } from './route-target';
import { speaksHttp2 } from './virtual-host/virtual-host-tls';
import { ConfigError } from '../checks/config-error';

/** What an ApacheProxyFrontend may say. */
export interface ApacheProxyFrontendProps extends ApacheFrontendProps {
  /** How mod_proxy_balancer watches its Tomcats. @default - see ProxyBalancerOptions */
  readonly balancer?: ProxyBalancerOptions;
}

/**
 * An Apache httpd that balances the requests of virtual hosts over Tomcats with mod_proxy_balancer, and keeps each session where it is. It
 * needs httpd 2.4.47 or later (not 2.4.64), and nothing beside it.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_proxy_balancer.html
 */
export class ApacheProxyFrontend extends ApacheFrontend {
  private readonly balancer: ProxyBalancerOptions;

  public constructor(scope: Construct, id: string, props: ApacheProxyFrontendProps) {
    super(scope, id, props);
    this.balancer = props.balancer ?? {};
    checkProxyBalancer(this.balancer, this.node.path);
    const protocolHeader = props.remoteIp?.protocolHeader;
    if (protocolHeader !== undefined && this._protocol === 'AJP') {
      throw new ConfigError({
        code: 'REMOTE_IP_HEADER', path: this.node.path, got: `protocolHeader ${protocolHeader} with AJP over mod_proxy`,
        why: 'mod_proxy_ajp tells Tomcats of TLS only where httpd itself ended it, so that they would send visitors from https to http',
        fix: 'use an ApacheJkFrontend, or balancer: { protocol: ProxyProtocol.HTTP } with remoteIp: {} of the Tomcats',
      });
    }
  }

  /** @internal */
  public get _protocol(): 'AJP' | 'HTTP' {
    return this.balancer.protocol?._name ?? 'AJP';
  }

  /** @internal With HTTP/2 the workers of that (H2MaxWorkers) wait for answers, and all threads of a child but the one that serves their client. */
  public get _mostRequests(): number {
    const children = this._maxRequestWorkers / threadsPerChild(this._maxRequestWorkers);
    return this._virtualHosts.some(speaksHttp2) ? 2 * this._maxRequestWorkers - children : this._maxRequestWorkers;
  }

  /** @internal */
  public get _recovery(): Recovery {
    const { noFailover, failOnStatus } = this.balancer;
    return { refusing: noFailover ? 'noFailover' : undefined, failOnStatus };
  }

  /** @internal */
  public get _onePacketSize(): boolean {
    return this._protocol === 'AJP';
  }

  /** @internal */
  protected _module(): BalancingModule {
    return 'mod_proxy';
  }

  /** @internal */
  protected _memberOf(member: BalancerMember): BalancerMember {
    if (this._protocol === 'AJP') return super._memberOf(member);
    const { port, boundTo, keepAliveSeconds } = member.http ?? {};
    return { ...member, port, boundTo, keepAliveSeconds, packetSizeBytes: undefined, secret: undefined };
  }

  /** @internal */
  protected _balancing(balanced: Balanced): Balancing {
    return modProxy(balanced, this._virtualHosts.flatMap(({ routes }) => routes), this.balancer);
  }
}
