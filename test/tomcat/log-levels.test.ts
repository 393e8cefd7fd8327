import { problemOf, Tier } from '../support/program';
import { readByJava } from '../support/readers';

const CONSOLE = 'java.util.logging.ConsoleHandler.level';

/** What Java reads of logging.properties. */
function levelsOf(logLevels: { [logger: string]: string } | undefined, ...loggers: string[]): string[] {
  const file = new Tier().tomcat('a', { logLevels }).files['/srv/tomcat/a/conf/logging.properties'];
  return readByJava('properties', file, [CONSOLE, ...loggers.map((logger) => `${logger}.level`)]);
}

test('a logger has the level that the program says, and what prints lets it through', () => {
  expect(levelsOf({ 'org.apache.catalina.ha': 'FINE', 'org.apache.catalina.tribes': 'FINER', '': 'WARNING' }, 'org.apache.catalina.ha', 'org.apache.catalina.tribes', ''))
    .toEqual(['FINER', 'FINE', 'FINER', 'WARNING']);
});

test.each([[undefined], [{}], [{ 'org.apache.catalina': 'WARNING', 'org.apache.jasper': 'OFF' }]])('what prints lets through what Tomcat says by itself: %j', (levels) => {
  expect(levelsOf(levels)).toEqual(['INFO']);
});

test('a logger may be of one application, with characters that separate a property from its value', () => {
  const logger = 'org.apache.catalina.core.ContainerBase.[Catalina].[localhost].[/shop=a:b]';
  expect(levelsOf({ [logger]: 'ALL' }, logger)).toEqual(['ALL', 'ALL']);
});

test.each(['DEBUG', 'fine', '', 'FINE '])('the level "%s" is refused', (level) => {
  expect(problemOf(() => new Tier().tomcat('a', { logLevels: { 'org.apache.catalina.ha': level } }))).toMatchObject({
    code: 'LOG_LEVEL', path: 'shop/a', got: `the level "${level}" of org.apache.catalina.ha`, fix: expect.stringContaining('DEBUG of others is FINE'),
  });
});
