import { JAVA_PROPERTY } from './escape';
import { Text } from './text';

/** A java.util.Properties file: one line a property, in the order given. */
export function javaProperties(properties: { [key: string]: string | Text }): Text {
  return Text.of(...Object.entries(properties).flatMap(([key, value]) => [
    asciiOnly(Text.of(key.replace(/[\\:=#! ]/g, '\\$&'))), '=', asciiOnly(Text.of(value).escaped(JAVA_PROPERTY)), '\n',
  ]));
}

/** Java reads the file as ISO-8859-1; every other character is written by its number. */
function asciiOnly(text: Text): Text {
  return text.known === undefined ? text : Text.of(text.known.replace(/[^\x09-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
