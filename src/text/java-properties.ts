import { escapeText, JAVA_PROPERTY } from './escape';
import { Text } from './text';

/** A java.util.Properties file: one line a property, in the order given. */
export function javaProperties(properties: { [key: string]: string | Text }): Text {
  return Text.of(...Object.entries(properties).flatMap(([key, value]) => [
    asciiOnly(Text.of(escapeText(key, JAVA_PROPERTY).replace(/[:=#!]/g, '\\$&'))), '=', asciiOnly(Text.of(value).escaped(JAVA_PROPERTY)), '\n',
  ]));
}

/** Java reads the file as ISO-8859-1; every other character is written by its number, which Terraform cannot do. */
function asciiOnly(text: Text): Text {
  if (text.known === undefined) {
    return text.constrained({ pattern: '^[\\t\\n\\f\\r\\x20-\\x7e]*$', message: 'a properties file is written in ASCII; use a value of ASCII characters.' });
  }
  return Text.of(text.known.replace(/[^\x09-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
