import { readFileSync } from 'node:fs';
import { RELEASES_PAGE, releasesPage } from './releases-page';
import { Seen, seenElements, TRIED } from './tried-releases';
import { FEATURES, since } from '../../src/release/release-features';
import { isSince } from '../../src/release/release-lines';

let seen: Seen[];

beforeAll(async () => { seen = await seenElements(); });

/** What the library says that a release lacks. */
function lackedByTable(name: string, attribute: string, version: string): boolean {
  const names = [name, ...name.endsWith('Manager') ? ['Manager'] : []].map((owner) => `${owner} ${attribute}`.trim());
  return FEATURES.some((feature) => names.includes(feature) && !isSince(version, since(feature)));
}

test.each(TRIED)('Tomcat %s knows all that the library writes for it, and lacks what src/release/release-features.ts says', (version) => {
  const lacks = seen.flatMap(({ element: { name }, attributes, known }) => {
    const inRelease = known[version];
    if (inRelease === undefined) return [name];
    return attributes.filter((attribute) => !inRelease.includes(attribute)).map((attribute) => `${name} ${attribute}`);
  });
  const expected = seen.flatMap(({ element: { name, within }, attributes }) => [...within, name].some((part) => lackedByTable(part, '', version))
    ? [name]
    : attributes.filter((attribute) => lackedByTable(name, attribute, version)).map((attribute) => `${name} ${attribute}`));
  expect(lacks).toEqual(expected);
});

test('docs/releases.md is what the real Tomcats said; `make releases-page` writes it', () => {
  expect(readFileSync(RELEASES_PAGE, 'utf8')).toBe(releasesPage(seen));
});
