import { spawn } from 'node:child_process';

/** Azure keeps this much of each stream. */
const KEPT_BYTES = 4096;

export interface Outcome {
  readonly exitCode: number;
  /** The end of standard output. */
  readonly output: string;
  /** The end of standard error. */
  readonly error: string;
}

/** Runs a program in a container, with this standard input. Nothing secret is an argument: arguments can be seen by all. */
export function execute(container: string, program: string[], input: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn('docker', ['exec', '--interactive', container, ...program], { stdio: 'pipe' });
    const output = new End();
    const error = new End();
    child.stdout.on('data', (piece: Buffer) => output.add(piece));
    child.stderr.on('data', (piece: Buffer) => error.add(piece));
    child.stdin.on('error', () => undefined); // it ended without reading all
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, output: output.text, error: error.text }));
    child.stdin.end(input);
  });
}

class End {
  private bytes = Buffer.alloc(0);

  public get text(): string {
    return this.bytes.toString('utf8');
  }

  public add(piece: Buffer): void {
    this.bytes = Buffer.from(Buffer.concat([this.bytes, piece]).subarray(-KEPT_BYTES));
  }
}
