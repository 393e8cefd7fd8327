import { readFileSync } from 'fs';
import { join } from 'path';
import { compressed } from './compressed';

/** Where the program is on a machine that brings it to its configuration. */
export const APPLY_PROGRAM = '/usr/local/lib/tomcat-tier/apply.py';
/** What it keeps: its configuration, the values of it, what it has applied. Only root reads it. */
export const STATE_DIRECTORY = '/var/lib/tomcat-tier';
/** Where the first boot finds the configuration. */
export const CONFIGURATION_FILE = `${STATE_DIRECTORY}/configuration.json`;

let program: string | undefined;

/** The program, compressed once for all machines. */
export function applyProgram(): string {
  program ??= compressed(readFileSync(join(__dirname, '../../data/machine/apply.py'), 'utf8'));
  return program;
}
