import { Connector } from './connector';
import { ContextManager } from './context-manager';
import { DataSource } from './data-source';
import { ExtraElement } from './extra-element';
import { TomcatHostOptions } from './host-options';
import { JmxOptions } from './jmx';
import { TomcatDistribution } from './distribution';
import { RedisSessions } from './redis-sessions';
import { RemoteIpOptions } from './remote-ip';
import { SingleSignOnOptions } from './single-sign-on';
import { TomcatLibrary } from './tomcat-library';
import { TomcatUser } from './tomcat-user';
import { WebApplication } from './web-application';
import { ReceiverOptions } from '../cluster/receiver';
import type { SessionCluster } from '../cluster/session-cluster';
import { Host } from '../host/host';
import { TomcatRelease } from '../release/release';
import { Secret } from '../text/secret';

/** What every Tomcat instance may say, whether alone or one of a node. */
export interface TomcatOptions {
  /** The release that runs, or its line where the operating system's package has it. @default TomcatRelease.V10_1 */
  readonly release?: TomcatRelease;
  /** Where Tomcat comes from. @default - the operating system's package where it has the line, otherwise Apache's archive */
  readonly distribution?: TomcatDistribution;
  /** What a front end must know for its AJP requests to be heard. @default - no AJP connector */
  readonly ajpSecret?: Secret;
  /** The most memory of the Java heap, in MiB. @default - a fair share of the memory that the host says; otherwise 512 */
  readonly maxHeapMegabytes?: number;
  /** The memory with which the Java heap begins, in MiB. @default - Java's own, a part of what the machine has */
  readonly minHeapMegabytes?: number;
  /**
   * Where the heap is written when it is full, on the disk of a machine, or in a volume of a container's host. The file is called after the process,
   * which in a container is always `java_pid1.hprof`: the first stays, and no other is written while it is there.
   *
   * @default - nowhere
   */
  readonly heapDumpDirectory?: string;
  /**
   * Directories that its applications write and find again, such as uploads, or a share that several hosts have mounted. On a machine one that is
   * missing is made, and given to Tomcat; one that is there is left as it is. In a container a volume of its host holds them.
   *
   * @default - none: what applications write is gone with the next start
   */
  readonly writableDirectories?: string[];
  /** Further options of the Java virtual machine. @default - none */
  readonly jvmOptions?: string[];
  /** Further variables of the process. @default - none, but LANG is C.UTF-8 */
  readonly environment?: { [name: string]: string };
  /** How the Java virtual machine is looked at from outside. @default - not at all */
  readonly jmx?: JmxOptions;
  /**
   * How long a start may take before the Tomcat counts as failed, in seconds.
   *
   * @default - 90, or 30 beyond what its applications may wait for the sessions of other members
   */
  readonly startSeconds?: number;
  /**
   * How long a stop waits at most for connections to end before sessions and applications are stopped, in milliseconds; new ones are refused
   * meanwhile. Those of the front ends of the program end within a second or two. 0 does not wait.
   *
   * @default - 5000; 0 with a release that does not have it
   * @see https://tomcat.apache.org/tomcat-10.1-doc/config/service.html
   */
  readonly gracefulStopAwaitMillis?: number;
  /**
   * The pattern of the access log.
   *
   * @default '%h %l %u %t "%r" %s %b %D': the common log format and the time taken, in microseconds; before Tomcat 10 in milliseconds
   * @see https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Access_Log_Valve
   */
  readonly accessLogPattern?: string;
  /** Requests are logged only where they have this attribute. @default - all are logged */
  readonly accessLogConditionIf?: string;
  /** Requests are logged only where they lack this attribute. @default - all are logged */
  readonly accessLogConditionUnless?: string;
  /**
   * Levels of java.util.logging by the name of their logger, as in `{ 'org.apache.catalina.ha': 'FINE' }`; a logger has that of the nearest package
   * above it, and the name of all is empty.
   *
   * @default - INFO for all
   * @see https://tomcat.apache.org/tomcat-10.1-doc/logging.html
   */
  readonly logLevels?: { readonly [logger: string]: string };
  /** Whether visitors see what Tomcat knows of an error, stack traces among it. @default false */
  readonly showErrorReports?: boolean;
  /** How the client is found out behind a load balancer that speaks HTTP; mod_jk says it over AJP. @default - the client is who connects */
  readonly remoteIp?: RemoteIpOptions;
  /** Further names of Tomcat's one virtual host, which answers whatever the name. @default - none */
  readonly hostAliases?: string[];
  /** What this virtual host says beside its names. @default - see TomcatHostOptions */
  readonly hostOptions?: TomcatHostOptions;
  /** Has who logged in to one application known to the others of this Tomcat; ClusterValve.singleSignOn() to all members. @default - no */
  readonly singleSignOn?: SingleSignOnOptions;
  /** After which time without a request a session ends, in minutes, where web.xml of the application says nothing else; 0 is never. @default 30 */
  readonly sessionTimeoutMinutes?: number;
  /** Jars that Tomcat and all its applications see, such as the JDBC driver of a database that they share. @default - Tomcat's own alone */
  readonly libraries?: TomcatLibrary[];
  /** Databases that applications share, with `resourceLinks` to them. @default - none */
  readonly globalDataSources?: DataSource[];
  /** Attributes of Engine that the library has no words for, which only Tomcat checks. @default - none */
  readonly engineExtraAttributes?: { [name: string]: string };
  /** Elements of Engine that the library has no words for, which only Tomcat checks. @default - none */
  readonly engineExtraElements?: ExtraElement[];
  /** Users of Tomcat's own user database. @default - none, and no user database */
  readonly users?: TomcatUser[];
  /** The user of the operating system that runs Tomcat. In a container it matters only whether that is root. @default 'tomcat' */
  readonly runAs?: string;
}

/** One site on a host: the Tomcat that serves it. */
export interface Site extends TomcatOptions {
  /** Names the instance on its host: its container and its folder. @default - the construct's id; in a MultiSiteWasNode the site's name */
  readonly instanceName?: string;
  /** The cluster that it joins. @default - none, sessions stay in this Tomcat */
  readonly cluster?: SessionCluster;
  /** The Redis that keeps its sessions, instead of a cluster. @default - none */
  readonly redisSessions?: RedisSessions;
  /** What it runs. @default - no application */
  readonly applications?: WebApplication[];
  /** Who keeps the sessions of its applications where no cluster does; nothing is replicated. @default - Tomcat's own, in memory */
  readonly manager?: ContextManager;
  /** The ports on which it takes requests. @default - AJP for the front end when there is a secret for it, and HTTP on 127.0.0.1 */
  readonly connectors?: Connector[];
  /** Where it takes the messages of its cluster. @default - at its own address, on port 4000 + 10n for its `portIndex` */
  readonly receiver?: ReceiverOptions;
  /** What session ids end in. @default - the site's and the host's name, as in a-was-01; without `cluster` and `redisSessions` the instance's name */
  readonly jvmRoute?: string;
  /**
   * The instance's place among those of its host, from 0: its ports are 8009, 8080, 8443, 4000 and, for JMX, 9010, each + 10n. So that every site of
   * a MultiSiteWasNode keeps its ports, add a new one at the end of the list; when one is removed, say the portIndex of those after it. A machine
   * refuses a change in which a site takes ports that another one has: visitors of one would reach the other while machines take turns.
   *
   * @default - 0; in a MultiSiteWasNode its place in the list
   * @throws PORT_TAKEN where two sites have the same
   */
  readonly portIndex?: number;
  /** Sixteen numbers from -128 to 127 that name this member with Membership.staticUnicast(). @default - derived from the cluster and the route */
  readonly uniqueId?: number[];
  /** The port of Tomcat's shutdown command; -1 is none. @default -1 */
  readonly shutdownPort?: number;
  /** The Engine's name. @default 'Catalina' */
  readonly engineName?: string;
}

/** What one TomcatInstance may say. */
export interface TomcatInstanceProps extends Site {
  /** Where it runs. */
  readonly host: Host;
}
