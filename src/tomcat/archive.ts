import { Descriptor } from './descriptor';
import { legible } from '../host/local-file';

/** A zip archive, as a WAR is and each library. */
export class Archive {
  /** @param called What an error calls it. */
  constructor(private readonly bytes: () => Uint8Array, private readonly called: string) {}

  /** A descriptor in it, if it has one of this name. */
  public descriptor(name: string): Descriptor | undefined {
    const bytes = this.unzipped((each) => each === name).get(name);
    return bytes && legible(`${name} of ${this.called}`, () => Descriptor.of(bytes));
  }

  /** Whether it has a class, below one of its folders where one is said. */
  public holds(className: string, folder: string = ''): boolean {
    const file = `${folder}${className.replace(/\./g, '/')}.class`;
    return this.unzipped((name) => name === file).size > 0;
  }

  /** What it holds under names of a form. */
  public entries(form: RegExp): Map<string, Uint8Array> {
    return this.unzipped((name) => form.test(name));
  }

  private unzipped(isWanted: (name: string) => boolean): Map<string, Uint8Array> {
    return legible(this.called, () => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { unzipSync } = require('fflate') as typeof import('fflate'); // loaded when the first archive is read
      return new Map(Object.entries(unzipSync(this.bytes(), { filter: ({ name }) => isWanted(name) })));
    });
  }
}
