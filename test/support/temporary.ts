import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** A folder that is gone when the tests of the file are done. */
export function temporaryFolder(within = tmpdir()): string {
  const folder = mkdtempSync(join(within, 'cdktf-tomcat-cluster-test-'));
  folders.push(folder);
  return folder;
}

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));
