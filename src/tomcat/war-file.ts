import { readFileSync, statSync } from 'fs';
import { resolve } from 'path';
import { ConfigError } from '../checks/config-error';

/** A WAR of the machine that synthesizes. What is asked of it is read once, however many Tomcats run it. */
export class WarFile {
  /** @param path A relative path starts at the folder of cdktf.json. */
  public static of(path: string): WarFile {
    const key = `${resolve(path)} ${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`;
    if (!known.has(key)) known.set(key, new WarFile(path));
    return known.get(key)!;
  }

  private readonly answers = new Map<unknown, unknown>();

  private constructor(public readonly path: string) {}

  public get exists(): boolean {
    return statSync(this.path, { throwIfNoEntry: false }) !== undefined;
  }

  /** The text of its web.xml, if it has one. */
  public get webXml(): string | undefined {
    return this.once('web.xml', () => {
      const bytes = this.entries(/^WEB-INF\/web\.xml$/).get('WEB-INF/web.xml');
      return bytes && xmlText(bytes);
    });
  }

  /** What it holds under names of a form. */
  public entries(name: RegExp): Map<string, Uint8Array> {
    return this.unzipped(() => readFileSync(this.path), name, `the WAR ${this.path}`);
  }

  /** What a library in it holds under names of a form. */
  public entriesOfLibrary(library: string, bytes: Uint8Array, name: RegExp): Map<string, Uint8Array> {
    return this.unzipped(() => bytes, name, `${library} in the WAR ${this.path}`);
  }

  /** What was found out about it before, under this key. */
  public once<T>(key: unknown, find: () => T): T {
    if (!this.answers.has(key)) this.answers.set(key, find());
    return this.answers.get(key) as T;
  }

  private unzipped(bytes: () => Uint8Array, wanted: RegExp, called: string): Map<string, Uint8Array> {
    try {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { unzipSync } = require('fflate') as typeof import('fflate'); // loaded when the first WAR is read
      return new Map(Object.entries(unzipSync(bytes(), { filter: ({ name }) => wanted.test(name) })));
    } catch (error) {
      throw new ConfigError({
        code: 'WAR_UNREADABLE',
        path: '',
        got: `${called}: ${(error as Error).message}`,
        why: 'it is read when the program is synthesized',
        fix: 'build it first, and pass its path from the folder in which the program runs',
      });
    }
  }
}

const known = new Map<string, WarFile>();

/** The text of a descriptor, in whichever encoding it is written; its declaration says UTF-8 then. */
export function xmlText(bytes: Uint8Array): string {
  const declaration = /^(<\?xml[^>]*?encoding=["'])([\w.-]+)/;
  const encoding = declaration.exec(Buffer.from(bytes).toString('latin1').replace(/^\xef\xbb\xbf/, ''))?.[2] ?? 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(declaration, '$1UTF-8');
}
