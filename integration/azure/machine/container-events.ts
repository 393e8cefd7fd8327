import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const FORMAT = '{{.Status}} {{index .Actor.Attributes "azure-lab"}}';

/** Hears when a machine's container starts or ends, also when somebody else has it do so. */
export class ContainerEvents {
  private readonly child: ChildProcess;

  /**
   * @param hear is told `start` or `die`, and the id of the machine
   */
  public constructor(hear: (event: string, id: string) => void) {
    const filters = ['label=azure-lab', 'type=container', 'event=start', 'event=die'].flatMap((each) => ['--filter', each]);
    const child = spawn('docker', ['events', ...filters, '--format', FORMAT], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.child = child.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [event, id] = line.split(' ');
      hear(event, id);
    });
  }

  public close(): void {
    this.child.kill();
  }
}
