import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { temporaryFolder } from './temporary';

function written(content: string): string {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, content);
  return path;
}

/** What Java reads in a file of properties or in the attributes of an XML file's root. */
export function readByJava(kind: 'properties' | 'xml', content: string, names: string[]): string[] {
  const output = execFileSync('java', [join(__dirname, 'ReadBack.java'), kind, written(content), ...names.map(base64)], { encoding: 'utf8' });
  return output.split('\n').slice(0, -1).map((line) => Buffer.from(line, 'base64').toString('utf8'));
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** The variables that a shell has after it read a script. */
export function readBySh(script: string, names: string[]): string[] {
  const show = `. "$0"; printf '%s\\0' ${names.map((name) => `"$${name}"`).join(' ')}`;
  return execFileSync('sh', ['-c', show, written(script)], { encoding: 'utf8', maxBuffer: 2 ** 24 }).split('\0').slice(0, -1);
}

/** The attributes of an XML file's root. */
export function readByXmldom(content: string, names: string[]): (string | null)[] {
  const strict = {
    onError: (_level: string, message: string) => { throw new Error(message); },
    normalizeLineEndings: (text: string) => text.replace(/\r\n?/g, '\n'), // as XML 1.0 says; xmldom does what 1.1 says
  };
  const root = new DOMParser(strict).parseFromString(content, 'text/xml').documentElement!;
  return names.map((name) => root.getAttribute(name));
}
