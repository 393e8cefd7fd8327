import { YAML_STRING } from './escape';
import { Text } from './text';

/** An object without options, by the tag that says what it is. */
export class YamlTag {
  public constructor(public readonly name: string) {}
}

/** A value of a YAML file; an option that is undefined is not written. */
export type YamlValue = string | number | boolean | Text | YamlTag | string[] | { [name: string]: YamlValue } | undefined;

/** A YAML file: keys are written as they are, strings in single quotes. */
export function yamlMap(map: { [name: string]: YamlValue }): Text {
  return Text.of(...lines(map, ''));
}

function lines(map: { [name: string]: YamlValue }, indent: string): (string | Text)[] {
  return Object.entries(map).flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (typeof value !== 'object' || value instanceof Text) return [`${indent}${key}: `, scalar(value), '\n'];
    if (value instanceof YamlTag) return [`${indent}${key}: !<${value.name}> {}\n`];
    if (Array.isArray(value)) return [`${indent}${key}:\n`, ...value.flatMap((item) => [`${indent}  - `, scalar(item), '\n'])];
    return [`${indent}${key}:\n`, ...lines(value, `${indent}  `)];
  });
}

function scalar(value: string | number | boolean | Text): string | Text {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Text.of(value).escaped(YAML_STRING);
}
