import { SHELL_WORD } from './escape';
import { Text } from './text';
import { ConfigError } from '../checks/config-error';

/** A value as one word of a POSIX shell. */
export function shellWord(value: string | Text): Text {
  const text = Text.of(value);
  return text.known !== undefined && /^[\w.,:/@%+=-]+$/.test(text.known) ? text : text.escaped(SHELL_WORD);
}

/** Refuses what is not the name of a variable to a shell. */
export function checkVariableName(name: string, path: string): void {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return;
  throw new ConfigError({
    code: 'ENVIRONMENT_NAME',
    path,
    got: `the variable "${name}"`,
    why: 'a shell takes letters, digits and _, and no digit at the beginning',
    fix: 'rename it, as in MY_VARIABLE',
  });
}

/** A script that sets and exports variables, to be read by another script. */
export function shellExports(comment: string, variables: { [name: string]: string | Text }): Text {
  return Text.of(`# ${comment}\n`, ...Object.entries(variables).flatMap(([name, value]) => [`export ${name}=`, shellWord(value), '\n']));
}
