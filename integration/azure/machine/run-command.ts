import { Refusal } from '../arm/refusal';
import { Properties } from '../arm/resource';
import { execute, Outcome } from './execute';
import { VirtualMachine } from './virtual-machine';

export const RUN_COMMANDS = 'Microsoft.Compute/virtualMachines/runCommands';
const DEFAULT_TIMEOUT_S = 5400;
/** How coreutils' timeout ends when the time is over. */
const TIMED_OUT = [124, 137];
const DIRECTORY = '/var/lib/waagent/run-command-handler/download';

interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** What the lab reads of Microsoft.Compute/virtualMachines/runCommands. */
export interface RunCommandProperties {
  readonly source?: { readonly script?: string };
  readonly parameters?: Parameter[];
  readonly protectedParameters?: Parameter[];
  readonly timeoutInSeconds?: number;
  readonly treatFailureAsDeploymentFailure?: boolean;
}

/** A script that runs as root in a machine, as Azure's agent runs it. */
export class RunCommand {
  private readonly seconds: number;
  /** Goes through standard input, so that no value is an argument of a process. */
  private readonly wrapper: string;

  public constructor(private readonly name: string, private readonly properties: RunCommandProperties) {
    const script = properties.source?.script;
    if (!script) throw new Refusal(400, 'InvalidParameter', 'The lab runs scripts of `source.script` only.');
    this.seconds = properties.timeoutInSeconds || DEFAULT_TIMEOUT_S;
    const variables = [...(properties.parameters ?? []), ...(properties.protectedParameters ?? [])];
    this.wrapper = [
      // The agent of a machine starts after its basic services.
      'for i in $(seq 120); do systemctl is-active --quiet basic.target && break; sleep 0.5; done',
      ...variables.map(({ name: variable, value }) => `export ${identifier(variable)}=${quote(value)}`),
      `directory=${quote(`${DIRECTORY}/${name}/0`)}`,
      'mkdir -p "$directory" && chmod 700 "$directory" && cd "$directory" || exit 1',
      `printf %s ${quote(script)} >script.sh`,
      `exec timeout --kill-after=10 ${this.seconds} bash script.sh </dev/null`,
      '',
    ].join('\n');
  }

  /** Runs the script to its end. Returns the instance view. */
  public async run(machine: VirtualMachine): Promise<Properties> {
    const start = new Date();
    const outcome = await execute(machine.containerName, ['bash', '-s'], this.wrapper);
    const late = Date.now() - start.getTime() >= this.seconds * 1000 && TIMED_OUT.includes(outcome.exitCode);
    const state = late ? 'TimedOut' : outcome.exitCode === 0 ? 'Succeeded' : 'Failed';
    return {
      executionState: state,
      executionMessage: messageOf(state, outcome, this.seconds),
      exitCode: outcome.exitCode,
      output: outcome.output,
      error: outcome.error,
      startTime: start.toISOString(),
      endTime: new Date().toISOString(),
    };
  }

  /** The error of the deployment, if a failure of the script is one. */
  public failure({ executionState, executionMessage, output, error }: Properties): { code: string; message: string } | undefined {
    if (executionState === 'Succeeded' || !this.properties.treatFailureAsDeploymentFailure) return undefined;
    const message = `Run command '${this.name}': ${executionMessage}\n[stdout]\n${output}\n[stderr]\n${error}`;
    return { code: 'VMExtensionProvisioningError', message };
  }
}

function messageOf(state: string, { exitCode }: Outcome, seconds: number): string {
  if (state === 'TimedOut') return `Execution timed out after ${seconds} seconds.`;
  return state === 'Succeeded' ? 'Execution completed' : `Execution failed: command terminated with exit status=${exitCode}`;
}

function identifier(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Refusal(400, 'InvalidParameter', `The parameter '${name}' cannot be an environment variable.`);
  return name;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
