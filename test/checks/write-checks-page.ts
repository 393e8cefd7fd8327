import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS_PAGE, checksPage } from './checks-page';

const folder = mkdtempSync(join(tmpdir(), 'checks-page-'));
try {
  writeFileSync(CHECKS_PAGE, checksPage(folder));
} finally {
  rmSync(folder, { recursive: true });
}
