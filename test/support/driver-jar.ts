import { join } from 'node:path';
import { writeArchive } from './archive';

/** Writes a jar that is called after a class and has one of that name, and returns its path. */
export function driverJar(folder: string, className: string): string {
  return writeArchive(join(folder, `${className}.jar`), { [`${className.replace(/\./g, '/')}.class`]: '' });
}
