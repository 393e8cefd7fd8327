import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { repository } from './repository';

const LAST_LINES = 30;
const SPINNER = /^[\u2800-\u28ff] /;

export interface CommandOptions {
  /** Where it runs. @default the root of the repository */
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Record<string, string>;
  /** The file in the repository to which everything that the command prints is appended. */
  readonly log: string;
  /** How long the command may take. */
  readonly seconds: number;
  /** Sees every line as it is printed. */
  readonly onLine?: (line: string) => void;
}

/** A program that failed. Its message has the last lines that it printed. */
export class CommandError extends Error {
  public constructor(message: string, /** All that it printed. */ public readonly printed: string) {
    super(message);
  }
}

/** Runs a program and returns what it printed; throws a CommandError where it fails. */
export function command(program: string, args: string[], options: CommandOptions): Promise<string> {
  const log = join(repository, options.log);
  mkdirSync(dirname(log), { recursive: true });
  const shown = [basename(program), ...args].join(' ');
  appendFileSync(log, `$ ${shown}\n`);

  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? repository,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    let line = '';
    const read = (piece: string) => {
      const plain = stripVTControlCharacters(piece);
      text += plain;
      appendFileSync(log, plain);
      const lines = (line + plain).split('\n');
      line = lines.pop() ?? '';
      lines.forEach((each) => options.onLine?.(each));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);

    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGINT');
    }, options.seconds * 1000);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(text);
      const why = late ? `did not end within ${options.seconds} s` : `ended with ${signal ?? `exit code ${code}`}`;
      const last = text.split('\n').filter((each) => each.trim() && !SPINNER.test(each)).slice(-LAST_LINES).join('\n');
      reject(new CommandError(`${shown}\n${why}. Its last lines, of ${options.log}:\n\n${last}`, text));
    });
  });
}
