import { ConfigError } from '../checks/config-error';

/** Refuses what cannot be a directory of the service on a machine. */
export function checkStateDirectory(what: string, directory: string): void {
  if (/^(\/(?!\.\.?(\/|$))[\w.,@+-]+){2,}$/.test(directory)) return;
  throw new ConfigError({
    code: 'STATE_DIRECTORY',
    path: '',
    got: `${what} "${directory}"`,
    why: 'the machine makes this directory and gives it to the process',
    fix: 'pass an absolute path of at least two names without a slash at the end, such as /srv/sessions',
  });
}
