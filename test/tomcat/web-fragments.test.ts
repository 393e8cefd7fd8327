import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { WarFile } from '../../src/tomcat/war-file';
import { librariesAgainstReplication } from '../../src/tomcat/web-fragments';
import { FRAGMENT_WARS, FragmentWar, LIBRARY, writeFragmentWar } from '../support/fragment-wars';
import { problemOf } from '../support/program';
import { temporaryFolder } from '../support/temporary';

test.each(FRAGMENT_WARS.map((war) => [war.what, war] as [string, FragmentWar]))('%s', (_, war) => {
  const path = writeFragmentWar(temporaryFolder(), war);
  expect(librariesAgainstReplication(WarFile.of(path))).toEqual(war.against ? [war.against] : []);
});

test('a library below another folder is none', () => {
  const path = join(temporaryFolder(), 'app.war');
  const library = zipSync({ 'META-INF/web-fragment.xml': strToU8('<web-fragment/>') });
  writeFileSync(path, zipSync({ 'WEB-INF/lib/optional/widgets.jar': library, 'widgets.jar': library }));
  expect(librariesAgainstReplication(WarFile.of(path))).toEqual([]);
});

test('a library that cannot be read is named', () => {
  const path = join(temporaryFolder(), 'app.war');
  writeFileSync(path, zipSync({ [LIBRARY]: strToU8('no archive') }));
  expect(problemOf(() => librariesAgainstReplication(WarFile.of(path)))).toMatchObject({
    code: 'WAR_UNREADABLE', got: expect.stringContaining(`${LIBRARY} in the WAR ${path}`),
  });
});
