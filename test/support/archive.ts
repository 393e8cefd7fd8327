import { writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';

/** The files of an archive by their names in it: text, bytes, or the files of an archive in it, as a library of a WAR is. */
export interface ArchivedFiles {
  readonly [name: string]: string | Uint8Array | ArchivedFiles;
}

/** The same files always make the same bytes, and so the same plan. */
const MADE = new Date('2020-01-01T00:00:00');

/** Writes an archive, as a WAR is, and returns its path. */
export function writeArchive(path: string, files: ArchivedFiles): string {
  writeFileSync(path, archiveOf(files));
  return path;
}

export function archiveOf(files: ArchivedFiles): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytesOf(content)])), { mtime: MADE });
}

function bytesOf(content: string | Uint8Array | ArchivedFiles): Uint8Array {
  if (typeof content === 'string') return strToU8(content);
  return content instanceof Uint8Array ? content : archiveOf(content);
}
