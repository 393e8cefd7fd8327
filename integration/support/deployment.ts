import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command';
import { repository } from './repository';

const CDKTF = join(repository, 'node_modules/.bin/cdktf');
const SECRET_BYTES = 24;
/** A first deployment builds images from Debian packages. */
const DEPLOY_S = 1200;
const OTHER_S = 300;

export interface DeploymentOptions {
  /** The id of the stack, unique among the deployments of this machine. */
  readonly stack: string;
  /** The command that synthesizes the app, run in the root of the repository. */
  readonly app: string;
  /** The environment of the app. */
  readonly env?: Record<string, string>;
  /**
   * The sensitive variables of the stack. Each gets random hexadecimal digits, which stay the same until the deployment is destroyed.
   * @default ['ajp_secret']
   */
  readonly secrets?: string[];
  /** Hears of each resource that was created, changed or destroyed. */
  readonly onResource?: (what: string) => void;
}

export interface Diff {
  readonly changes: boolean;
  /** Terraform's plan. */
  readonly text: string;
}

/**
 * A stack, deployed with the cdktf command as a user does it.
 *
 * All that is kept between two commands (state, secrets, synthesized configuration) is in a directory of this deployment alone,
 * so that several can run at once.
 */
export class Deployment {
  public readonly directory: string;
  /** Where everything that cdktf prints goes, within the repository. */
  public readonly log: string;

  public constructor(private readonly options: DeploymentOptions) {
    this.directory = join(repository, '.demo', options.stack);
    this.log = join('reports', `${options.stack}-cdktf.log`);
  }

  /** Is there anything that destroy() would have to do? */
  public get exists(): boolean {
    return existsSync(this.state);
  }

  public async synth(): Promise<void> {
    await this.cdktf(OTHER_S, 'synth');
  }

  public async deploy(): Promise<void> {
    await this.cdktf(DEPLOY_S, 'deploy', this.options.stack, '--auto-approve', ...this.lock());
  }

  /** What another deploy() would change. */
  public async diff(): Promise<Diff> {
    const text = await this.cdktf(OTHER_S, 'diff', this.options.stack, ...this.lock());
    const none = /No changes\./.test(text);
    if (!none && !/Plan: \d+ to add|Changes to Outputs/.test(text)) throw new Error(`cdktf diff said neither changes nor none: see ${this.log}`);
    return { changes: !none, text: text.slice(Math.max(0, text.indexOf('Terraform will perform the following actions'))) };
  }

  /** The outputs of the stack, the sensitive ones included. */
  public async output(): Promise<Record<string, unknown>> {
    const file = join(this.directory, 'outputs.json');
    const write = ['--outputs-file', file, '--outputs-file-include-sensitive-outputs'];
    await this.cdktf(OTHER_S, 'output', this.options.stack, '--skip-synth', ...write, ...this.lock());
    const outputs = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    rmSync(file, { force: true });
    return outputs[this.options.stack] ?? {};
  }

  public async destroy(): Promise<void> {
    await this.cdktf(OTHER_S, 'destroy', this.options.stack, '--auto-approve', ...this.lock());
    rmSync(this.directory, { recursive: true });
  }

  private makeDirectory(): void {
    mkdirSync(this.directory, { recursive: true });
    chmodSync(this.directory, 0o700); // the state and the secrets are in it
  }

  private get state(): string {
    return join(this.directory, 'terraform.tfstate');
  }

  private async cdktf(seconds: number, ...args: string[]): Promise<string> {
    this.makeDirectory();
    return command(CDKTF, [...args, '--app', this.options.app, '--output', join(this.directory, 'cdktf.out')], {
      log: this.log,
      seconds,
      onLine: (line) => {
        const [, path, done] = /\((\S+)\): ((?:Creation|Modifications|Destruction) complete after \S+)/.exec(line) ?? [];
        if (path) this.options.onResource?.(`${path}: ${done.toLowerCase()}`);
      },
      env: {
        CI: '1', // no spinners
        FORCE_COLOR: '0',
        TSX_TSCONFIG_PATH: join(repository, 'tsconfig.dev.json'), // says where 'cdktf-tomcat-cluster' is
        ...this.options.env,
        // cdktf places the state of every stack in the current directory.
        TF_CLI_ARGS_init: `-reconfigure "-backend-config=path=${this.state}"`,
        ...Object.fromEntries(this.secretNames.map((name) => [`TF_VAR_${name}`, this.secret(name)])),
      },
    });
  }

  /** Provider plugins that come from a local mirror cannot be locked for other platforms. */
  private lock(): string[] {
    return process.env.CDKTF_SKIP_PROVIDER_LOCK === '1' ? ['--skip-provider-lock'] : [];
  }

  /** The value of a sensitive variable of the stack. */
  public secret(name: string): string {
    this.makeDirectory();
    const file = join(this.directory, name);
    if (!existsSync(file)) {
      writeFileSync(file, randomBytes(SECRET_BYTES).toString('hex'), { mode: 0o600 });
    }
    return readFileSync(file, 'utf8');
  }

  /** Chooses another value for a sensitive variable, which the next deploy() brings. */
  public rotate(name: string): void {
    rmSync(join(this.directory, name));
  }

  /** The secrets that can be read in what was synthesized, or in what Terraform printed of its plans. */
  public secretsInClear(): string[] {
    const synthesized = readFileSync(join(this.directory, 'cdktf.out/stacks', this.options.stack, 'cdk.tf.json'), 'utf8');
    const printed = readFileSync(join(repository, this.log), 'utf8');
    if (!/\(sensitive value\)|is \(or was\) sensitive/.test(printed)) throw new Error(`${this.log} has no plan with a secret`);
    return this.secretNames.filter((name) => [synthesized, printed].some((text) => text.includes(this.secret(name))));
  }

  private get secretNames(): string[] {
    return this.options.secrets ?? ['ajp_secret'];
  }
}
