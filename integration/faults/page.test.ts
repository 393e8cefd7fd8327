import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULTS } from './faults';
import { faultsPage } from './page';
import { sampleResults } from './sample-results';
import { openPage, Visit } from '../support/chromium';

describe('the page of the fault laboratory in a real browser', () => {
  const directory = mkdtempSync(join(tmpdir(), 'faults-'));
  const results = sampleResults();
  let html: string;
  let visit: Visit;

  async function open(name: string, content: string): Promise<Visit> {
    writeFileSync(join(directory, name), content);
    return openPage(join(directory, name));
  }

  beforeAll(async () => {
    html = faultsPage(results);
    visit = await open('index.html', html);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test('shows every fault with a drawn timeline', () => {
    for (const { name, title } of FAULTS) {
      const [section] = new RegExp(`<section id="jk-multicast-${name}-1"[^]*?</section>`).exec(visit.html) ?? [''];
      expect(section).toContain(title);
      expect(section).toMatch(/data-drawn="24"[^]*<canvas/);
    }
  });

  test('says in the table what was met and what was missed', () => {
    const [table] = /<tbody>[^]*?<\/tbody>/.exec(visit.html)!;
    expect(table.match(/<tr/g)).toHaveLength(FAULTS.length);
    expect(table.match(/<b class="missed">/g)).toHaveLength(FAULTS.length); // one request failed in each of the samples
  });

  test('shows texts as they are', () => {
    expect(visit.html).toContain('a finding with &lt;markup&gt; &amp; "quotes" in it');
  });

  test('writes nothing to the console', () => {
    expect(visit.console).toEqual([]);
  });

  test('loads nothing from elsewhere', () => {
    expect(html.match(/(?:src|href)="(?!#|data:)[^"]*"|url\([^)]*\)/g) ?? []).toEqual([]);
  });

  test('an error in the page would be in the console', async () => {
    const broken = await open('broken.html', html.replace('id="runs">', 'id="runs">not JSON'));
    expect(broken.console.join()).toMatch(/SyntaxError/);
  });
});
