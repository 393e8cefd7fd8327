import { Text } from './text';
import { ConfigError } from '../checks/config-error';

/**
 * A file in mod_jk's own properties syntax, which has no escapes: `#` begins a comment anywhere in a line, `$(name)` is
 * substituted and blanks at the ends are cut.
 *
 * @see https://tomcat.apache.org/connectors-doc/reference/workers.html
 */
export function jkProperties(properties: [string, string | number | Text][]): Text {
  return Text.of(...properties.flatMap(([key, value]) => [key, '=', expressible(key, Text.of(value)), '\n']));
}

function expressible(key: string, text: Text): Text {
  const inexpressible = text.known === undefined
    ? text.fragments.find((fragment) => typeof fragment === 'string' && /[#$\s\u0000]/.test(fragment))
    : /[#\n\r\u0000]|\$\(/.test(text.known) || text.known !== text.known.trim() ? text.known : undefined;
  if (inexpressible !== undefined) {
    throw new ConfigError({
      code: 'TEXT_NOT_EXPRESSIBLE',
      path: key,
      got: JSON.stringify(inexpressible),
      why: 'workers.properties has no escape for #, $( and blanks at the ends',
      fix: 'use a value without them',
    });
  }
  return text.constrained({
    pattern: '^[^#$\\s]+$',
    message: 'workers.properties has no escape for #, $ and blanks; use a value without them.',
  });
}
