import { Token } from 'cdktf';
import { Alternative, javaAlternatives } from './java-pattern';
import { ConfigError } from '../config-error';

/** Refuses what Java does not compile: Tomcat would log a warning and go on without the pattern. */
export function checkPattern(what: string, pattern: string | undefined): Alternative[] {
  if (pattern === undefined || Token.isUnresolved(pattern)) return [];
  try {
    return javaAlternatives(pattern);
  } catch (error) {
    throw new ConfigError({
      code: 'REGULAR_EXPRESSION',
      path: '',
      got: `${what} "${pattern}"`,
      why: `Java does not compile it: ${(error as Error).message}`,
      fix: String.raw`write a regular expression of Java, such as .*\.(?:gif|png)`,
    });
  }
}

/** The same for a pattern that whole paths must match. Semicolons separated patterns in Tomcat 6. */
export function checkPathPattern(what: string, pattern: string): void {
  const alternatives = checkPattern(what, pattern);
  const said = { code: 'PATH_PATTERN' as const, path: '', got: `${what} "${pattern}"` };
  if (/(^|[^\\]);/.test(pattern)) {
    throw new ConfigError({
      ...said, why: 'it is one regular expression; a semicolon separates nothing', fix: `write ${pattern.split(/; */).filter(Boolean).join('|')}`,
    });
  }
  for (const { text } of alternatives.filter(({ beginsWithSlash }) => !beginsWithSlash)) {
    throw new ConfigError({
      ...said, why: `a whole path must match, and none that begins with a slash matches ${text}`, fix: `write .*${text.replace(/^\^/, '')} for paths that end so`,
    });
  }
}
