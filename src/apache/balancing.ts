import type { Balancer } from './balancer';
import type { Httpd } from './distribution';
import type { FailoverTimes } from './failover';
import type { MembersOptions } from './member-options';
import type { VirtualHost } from './virtual-host/virtual-host';
import type { HostFile } from '../host/host-file';
import type { HttpdDirective } from '../text/httpd-directive';

/** What a front end says of itself to the module that balances its requests. */
export interface Balanced {
  readonly httpd: Httpd;
  /** One for each target of a route. */
  readonly balancers: Balancer[];
  readonly failover: FailoverTimes;
  readonly memberOptions: MembersOptions;
}

/** How the requests of a front end reach its Tomcats. It is all in which one module of httpd that balances differs from another. */
export interface Balancing {
  /** Which httpd.conf includes before all virtual hosts. */
  readonly conf: HostFile;
  /** What the module reads beside it. */
  readonly otherFiles: HostFile[];
  /** What a virtual host says for its routes. */
  mounts(site: VirtualHost): HttpdDirective[];
  /** A filter that all answers pass, in whose place httpd would put those of a section. Undefined where there is none. */
  readonly answerFilter?: string;
  /** What a virtual host with TLS says beside, so that the module hears of what it tells Tomcats. */
  readonly tlsSettings: HttpdDirective[];
  /**
   * The variable of a request that says to the module which port its visitor has asked for, where that is not the one of httpd. Undefined where the
   * module is told otherwise.
   */
  readonly portVariable?: string;
  /** What says that the health path is answered by any Tomcat; none where no Tomcat answers it. */
  readonly healthMounts: HttpdDirective[];
  /** What has a Location answer with what is known of the members, and, if it may, change them. */
  statusHandler(changes: boolean): HttpdDirective[];
}
