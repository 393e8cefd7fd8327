import {
  Connector, Membership, SessionCluster, SessionClusterProps, TomcatInstance, TomcatInstanceProps, TomcatRelease, WebApplication,
} from 'cdktf-tomcat-cluster';
import { checkedProgram, IMAGES, removed } from './support';
import { BUSY, TomcatOnMachine } from './tomcat-on-machine';
import { MachineHost } from '../../test/support/machine-host';
import { docker } from '../support/containers';
import { cookiesOf } from '../support/cookies';

/**
 * A member that is asked by another one while it starts gets no answer of its own: Tomcat answers only when the start of the channel is
 * over. It takes three seconds, and the other one, which has asked, is a member all the same.
 */
const ASKED_WHILE_IT_STARTS = /StaticMembershipProvider\.startMembership Received 0 replies/;

/** What a test has its two members be. */
export interface TwoMembersOptions {
  readonly cluster?: Partial<SessionClusterProps>;
  readonly tomcat?: Partial<TomcatInstanceProps>;
  /** What becomes of their files before they are put on the machines. */
  readonly files?: (files: Record<string, string>) => Record<string, string>;
}

/** A session of the session probe, and how far it has counted. */
export interface Counted {
  readonly count: number;
  readonly cookie: string;
}

/** Two Tomcats of one cluster that find each other by their addresses, each on a machine of its own. */
export class TwoMembers {
  public readonly addresses: string[];
  public readonly containers: string[];
  public readonly tomcats: TomcatOnMachine[] = [];
  private readonly network: string;

  /** @param subnet such as `172.31.44` */
  public constructor(name: string, private readonly subnet: string) {
    this.network = `${IMAGES}-${name}`;
    this.addresses = [`${subnet}.10`, `${subnet}.11`];
    this.containers = this.addresses.map((_, index) => `${this.network}-${index}`);
  }

  /** Starts them one after the other: a member that starts beside another may ask it too early. */
  public async start(
    release: TomcatRelease, { cluster: clusterProps, tomcat: tomcatProps, files: changed = (same) => same }: TwoMembersOptions = {},
  ): Promise<void> {
    await this.remove();
    await docker('network', 'create', '--subnet', `${this.subnet}.0/24`, this.network);
    const { instances, files } = await checkedProgram((stack) => {
      const cluster = new SessionCluster(stack, 'site', { membership: Membership.staticUnicast(), ...clusterProps });
      const declared = this.addresses.map((address, index) => new TomcatInstance(stack, `tomcat-${index}`, {
        host: new MachineHost(stack, `was-${index}`, address), instanceName: 'tomcat', cluster, release, applications: [WebApplication.sessionProbe()],
        connectors: [Connector.http({ address: '0.0.0.0' })],
        ...tomcatProps,
      }));
      return { instances: declared, files: () => declared.map((instance) => instance.files) };
    });
    for (const [index, address] of this.addresses.entries()) {
      const tomcat = await TomcatOnMachine.of(this.containers[index], release, { name: this.network, address }, [BUSY, ASKED_WHILE_IT_STARTS]);
      await tomcat.prepare(instances[index], changed(files()[index]));
      await tomcat.start();
      this.tomcats[index] = tomcat;
    }
  }

  public remove(): Promise<void> {
    return removed({ containers: this.containers, networks: [this.network] });
  }

  /** Asks one of them. */
  public visit(index: number, path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`http://${this.addresses[index]}:8080${path}`, { headers });
  }

  /** Asks one of them to count in a session. */
  public async count(index: number, cookie = '', path = '/session'): Promise<Counted> {
    const answer = await this.visit(index, path, { Cookie: cookie });
    const { count } = JSON.parse(await answer.text()) as { count: number };
    return { count, cookie: cookiesOf(answer)[0] ?? cookie };
  }

  /** What both answer. */
  public statuses(path: string): Promise<number[]> {
    return Promise.all(this.addresses.map(async (_, index) => (await this.visit(index, path)).status));
  }
}
