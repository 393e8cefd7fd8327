import { join } from 'node:path';
import { WarFile } from '../../src/tomcat/war-file';
import { librariesAgainstReplication } from '../../src/tomcat/web-fragments';
import { writeArchive } from '../support/archive';
import { FRAGMENT_WARS, FragmentWar, LIBRARY, writeFragmentWar } from '../support/fragment-wars';
import { problemOf } from '../support/program';
import { temporaryFolder } from '../support/temporary';

test.each(FRAGMENT_WARS.map((war) => [war.what, war] as [string, FragmentWar]))('%s', (_, war) => {
  const path = writeFragmentWar(temporaryFolder(), war);
  expect(librariesAgainstReplication(WarFile.of(path))).toEqual(war.against ? [war.against] : []);
});

test('a library below another folder is none', () => {
  const library = { 'META-INF/web-fragment.xml': '<web-fragment/>' };
  const path = writeArchive(join(temporaryFolder(), 'app.war'), { 'WEB-INF/lib/optional/widgets.jar': library, 'widgets.jar': library });
  expect(librariesAgainstReplication(WarFile.of(path))).toEqual([]);
});

test('a library that cannot be read is named', () => {
  const path = writeArchive(join(temporaryFolder(), 'app.war'), { [LIBRARY]: 'no archive' });
  expect(problemOf(() => librariesAgainstReplication(WarFile.of(path)))).toMatchObject({
    code: 'ARCHIVE_UNREADABLE', got: expect.stringContaining(`${LIBRARY} in the WAR ${path}`),
  });
});
