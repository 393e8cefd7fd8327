import { readFileSync, statSync } from 'fs';
import { resolve } from 'path';
import { Archive } from './archive';
import type { Descriptor } from './descriptor';

/** A WAR of the machine that synthesizes. What is asked of it is read once, however many Tomcats run it. */
export class WarFile {
  /** @param path A relative path starts at the folder of cdktf.json. */
  public static of(path: string): WarFile {
    const key = `${resolve(path)} ${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`;
    if (!known.has(key)) known.set(key, new WarFile(path));
    return known.get(key)!;
  }

  private readonly archive: Archive;
  private readonly answers = new Map<unknown, unknown>();

  private constructor(public readonly path: string) {
    this.archive = new Archive(() => readFileSync(path), `the WAR ${path}`);
  }

  public get exists(): boolean {
    return statSync(this.path, { throwIfNoEntry: false }) !== undefined;
  }

  public get webXml(): Descriptor | undefined {
    return this.once('web.xml', () => this.archive.descriptor('WEB-INF/web.xml'));
  }

  public get contextXml(): Descriptor | undefined {
    return this.once('context.xml', () => this.archive.descriptor('META-INF/context.xml'));
  }

  /** Its own classes, without those of its libraries. */
  public get classes(): Uint8Array[] {
    return [...this.archive.entries(/^WEB-INF\/classes\/.*\.class$/).values()];
  }

  /** Its libraries, by their names in it. */
  public get libraries(): Map<string, Archive> {
    return new Map([...this.archive.entries(/^WEB-INF\/lib\/[^/]+\.jar$/)]
      .map(([name, bytes]) => [name, new Archive(() => bytes, `${name} in the WAR ${this.path}`)]));
  }

  /** Whether it has a class, of its own or in a library. */
  public holds(className: string): boolean {
    return this.once(`class ${className}`, () => this.archive.holds(className, 'WEB-INF/classes/') || [...this.libraries.values()].some((each) => each.holds(className)));
  }

  /** What was found out about it before, under this key. */
  public once<T>(key: unknown, find: () => T): T {
    if (!this.answers.has(key)) this.answers.set(key, find());
    return this.answers.get(key) as T;
  }
}

const known = new Map<string, WarFile>();
