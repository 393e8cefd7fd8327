import { ConfigError } from '../checks/config-error';

/**
 * What is read of a file of the machine that synthesizes.
 *
 * @param called What an error calls it.
 */
export function legible<T>(called: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ConfigError({
      code: 'ARCHIVE_UNREADABLE',
      path: '',
      got: `${called}: ${(error as Error).message}`,
      why: 'it is read when the program is synthesized',
      fix: 'build it first, or mend what cannot be read in it; a relative path starts at the folder in which the program runs',
    });
  }
}
