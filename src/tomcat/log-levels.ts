import { ConfigError } from '../checks/config-error';

/** From what says all to what says nothing. */
const LEVELS = ['ALL', 'FINEST', 'FINER', 'FINE', 'CONFIG', 'INFO', 'WARNING', 'SEVERE', 'OFF'];

/** Levels by the name of their logger. */
export type LogLevels = { readonly [logger: string]: string };

/** Refuses what java.util.logging has no level for: it would go on with that of the logger above. */
export function checkLogLevels(levels: LogLevels, path: string): void {
  for (const [logger, level] of Object.entries(levels)) {
    if (LEVELS.includes(level)) continue;
    throw new ConfigError({
      code: 'LOG_LEVEL',
      path,
      got: `the level "${level}" of ${logger || 'all loggers'}`,
      why: 'java.util.logging has no such level, and the logger would keep the one that it has',
      fix: 'use SEVERE, WARNING, INFO, CONFIG, FINE, FINER, FINEST, ALL or OFF; DEBUG of others is FINE, and TRACE is FINER',
    });
  }
}

/** The level of what prints, which passes on what any logger says. */
export function finestLevel(levels: LogLevels): string {
  return LEVELS[Math.min(...['INFO', ...Object.values(levels)].map((level) => LEVELS.indexOf(level)))];
}
