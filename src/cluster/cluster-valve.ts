import { XmlElement } from '../text/xml';

/**
 * A step of request processing that belongs to a cluster.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-valve.html
 */
export class ClusterValve {
  /** JvmRouteBinderValve: a session that moves to another member gets that member's route, so that it stays there. */
  public static jvmRouteBinder(): ClusterValve {
    return new ClusterValve('org.apache.catalina.ha.session.JvmRouteBinderValve');
  }

  /**
   * ReplicationValve: sends the changes of a session when its request ends.
   *
   * @param filter A Java regular expression; requests whose whole path matches never change a session. Default: static files
   */
  public static replication(filter: string = '.*\\.(?:gif|js|jpe?g|png|html?|css|txt)'): ClusterValve {
    return new ClusterValve('org.apache.catalina.ha.tcp.ReplicationValve', filter);
  }

  private constructor(private readonly className: string, private readonly filter?: string) {}

  /** @internal */
  public get _element(): XmlElement {
    return { name: 'Valve', attributes: { className: this.className, filter: this.filter } };
  }
}
