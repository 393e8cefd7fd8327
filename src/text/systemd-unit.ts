import { ConfigError } from '../checks/config-error';

/** A line of a unit file. */
export type Setting = [name: string, ...values: string[]];

/** A unit file: sections of settings, in the order given. */
export function unitFile(comment: string, sections: { [name: string]: Setting[] }): string {
  const written = Object.entries(sections).map(([name, settings]) => [`[${name}]`, ...settings.map(([key, ...values]) => `${key}=${values.join(' ')}`)]);
  return `# ${comment}\n${written.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/**
 * A word of a command line: systemd cuts lines into words, replaces `%` and, in command lines only, `$`.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines
 */
export function commandWord(text: string): string {
  return word(text.replace(/\$/g, '$$$$'));
}

/** `NAME=value` for Environment=, in which `$` means nothing. */
export function environmentWord(name: string, value: string): string {
  return word(`${name}=${value}`);
}

/** A path of a setting that takes several. */
export function pathWord(path: string): string {
  return word(path);
}

/** Text for a person, as in Description=. */
export function plainWord(text: string): string {
  return text.replace(/%/g, '%%').replace(/[\\\n\r]/g, ' ');
}

function word(text: string): string {
  if (text.includes('\0')) {
    throw new ConfigError({
      code: 'TEXT_NOT_EXPRESSIBLE', path: '', got: JSON.stringify(text), why: 'a unit of systemd cannot hold a null character', fix: 'remove it',
    });
  }
  const written = text.replace(/%/g, '%%');
  if (/^[\w.,:/@%+=$-]+$/.test(written)) return written;
  return `"${written.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;
}
