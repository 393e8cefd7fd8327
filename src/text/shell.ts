import { SHELL_WORD } from './escape';
import { Text } from './text';

/** A value as one word of a POSIX shell. */
export function shellWord(value: string | Text): Text {
  const text = Text.of(value);
  return text.known !== undefined && /^[\w.,:/@%+=-]+$/.test(text.known) ? text : text.escaped(SHELL_WORD);
}

/** A script that sets and exports variables, to be read by another script. */
export function shellExports(comment: string, variables: { [name: string]: string | Text }): Text {
  return Text.of(`# ${comment}\n`, ...Object.entries(variables).flatMap(([name, value]) => [`export ${name}=`, shellWord(value), '\n']));
}
