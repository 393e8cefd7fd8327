import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, DefaultTokenResolver, StringConcat, TerraformStack, TerraformVariable, Tokenization } from 'cdktf';
import {
  ApacheJkFrontend, ApacheJkFrontendProps, DockerHosts, DockerHostsProps, Host, IRouteTarget, Membership, Route, Secret, SessionCluster,
  SessionClusterProps, TomcatInstance, TomcatInstanceProps,
} from 'cdktf-tomcat-cluster';
import { IConstruct } from 'constructs';
import { temporaryFolder } from './temporary';
import { ConfigError } from '../../src/checks/config-error';
import { Problem } from '../../src/checks/problem';
import { verdictOf } from '../../src/checks/run-checks';

/** An app that is synthesized into a folder of its own. */
export function newApp(): App {
  return new App({ outdir: temporaryFolder(), stackTraces: false });
}

/** A stack with the Docker provider, as a user writes it. */
export function newStack(app: App = newApp(), id = 'shop'): TerraformStack {
  const stack = new TerraformStack(app, id);
  new DockerProvider(stack, 'docker');
  return stack;
}

/** A stack with hosts and a secret, to which a test adds what it is about. */
export class Tier {
  public readonly stack: TerraformStack;
  public readonly hosts: DockerHosts;
  public readonly secret: Secret;

  public constructor(public readonly app: App = newApp(), id = 'shop', props: DockerHostsProps = {}) {
    this.stack = newStack(app, id);
    this.hosts = new DockerHosts(this.stack, 'hosts', props);
    this.secret = variableSecret(this.stack, 'ajp_secret');
  }

  public cluster(id: string, props: Partial<SessionClusterProps> = {}): SessionCluster {
    return new SessionCluster(this.stack, id, { membership: Membership.multicast(), ...props });
  }

  /** A Tomcat with a secret, on a host of its own unless told otherwise. */
  public tomcat(id: string, props: Partial<TomcatInstanceProps> = {}): TomcatInstance {
    return new TomcatInstance(this.stack, id, { host: props.host ?? this.host(`${id}-host`), ajpSecret: this.secret, ...props });
  }

  /** A front end that sends every request to the targets, one virtual host each. */
  public frontend(id: string, targets: IRouteTarget[], props: Partial<ApacheJkFrontendProps> = {}): ApacheJkFrontend {
    const frontend = new ApacheJkFrontend(this.stack, id, { host: props.host ?? this.host(`${id}-host`), ...props });
    targets.forEach((target) => frontend.addVirtualHost(`${target.node.id}.example.com`, { routes: [Route.all(target)] }));
    return frontend;
  }

  public host(name: string): Host {
    return this.hosts.add(name);
  }

  /** What is wrong, but for that a test has of each only what it is about. */
  public get problems(): Problem[] {
    return problemsOf(this.app).filter(({ code }) => code !== 'SINGLE_POINT_OF_FAILURE');
  }
}

/** A secret that comes from a sensitive variable of the stack. */
export function variableSecret(stack: TerraformStack, name: string): Secret {
  return Secret.fromVariable(new TerraformVariable(stack, name, { type: 'string', sensitive: true }));
}

/** What the checks find in an app. */
export function problemsOf(scope: IConstruct): Problem[] {
  return verdictOf(scope.node.root).problems;
}

/** The problem that a constructor or factory throws. */
export function problemOf(program: () => unknown): Problem {
  try {
    program();
  } catch (error) {
    if (error instanceof ConfigError) return error.problem;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Synthesizes an app: the files that it wrote by their path, and the message when it failed. */
export function synth(app: App): { error?: string; files: { [path: string]: string } } {
  let error: string | undefined;
  try {
    app.synth();
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  const paths = (readdirSync(app.outdir, { recursive: true }) as string[]).sort();
  const files = paths.filter((path) => statSync(join(app.outdir, path)).isFile());
  return { error, files: Object.fromEntries(files.map((path) => [path, readFileSync(join(app.outdir, path), 'utf8')])) };
}

/** What Terraform reads of one stack. */
export function terraformOf(app: App, stack = 'shop'): { [key: string]: any } { // eslint-disable-line @typescript-eslint/no-explicit-any
  const { error, files } = synth(app);
  if (error) throw new Error(error);
  return JSON.parse(files[`stacks/${stack}/cdk.tf.json`]);
}

/** Turns tokens into what Terraform reads of them in a stack, as cdktf does. */
export function resolverOf(stack: TerraformStack): (token: string) => string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return (token) => Tokenization.resolve(token, { scope: stack, resolver, preparing: false });
}

/** A container as Terraform reads it. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly entrypoint: string[];
  readonly env: string[];
  readonly networks_advanced: { name: string; ipv4_address: string; aliases?: string[] }[];
  readonly ports?: object[];
  readonly upload: { file: string; content_base64?: string; source?: string; permissions: string }[];
  readonly lifecycle?: { precondition: { condition: string; error_message: string }[] };
}

/** The containers of a stack, in the order of their names. */
export function containersOf(app: App, stack = 'shop'): Container[] {
  return Object.values<Container>(terraformOf(app, stack).resource.docker_container).sort((a, b) => a.name < b.name ? -1 : 1);
}
