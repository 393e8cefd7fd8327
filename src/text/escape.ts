import { ConfigError } from '../checks/config-error';

/**
 * How a value is written in one syntax: replacements in order, then what stands around the whole value. The same table
 * serves texts known now (in JavaScript) and values known later (as Terraform functions).
 */
export interface Escape {
  readonly replacements: [string, string][];
  /** What the syntax cannot express at all. */
  readonly refused?: RegExp;
  readonly syntax: string;
  /** Most texts: what is certainly written as it is. */
  readonly plain?: RegExp;
  readonly around?: string;
  /** Applied to the whole value, instead of replacements. */
  readonly encoding?: 'base64';
}

/** The value of an XML attribute in double quotes. */
export const XML_ATTRIBUTE: Escape = {
  syntax: 'an XML attribute',
  plain: /^[\w .,:;/*%{}()|?+\\-]*$/,
  replacements: [['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ['\t', '&#9;'], ['\n', '&#10;'], ['\r', '&#13;']],
  refused: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/,
};

/** The text of an XML element. */
export const XML_TEXT: Escape = {
  syntax: 'an XML text',
  replacements: [['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;']],
  refused: XML_ATTRIBUTE.refused,
};

/** A quoted argument of an httpd directive. httpd replaces `${NAME}` by variables of its own, whatever stands around it. */
export const HTTPD_ARGUMENT: Escape = {
  syntax: 'an httpd directive',
  replacements: [['\\', '\\\\'], ['"', '\\"']],
  refused: /[\u0000\n\r]|\$\{/,
  around: '"',
};

/** The same for mod_rewrite, which reads its lines by itself: within quotes nothing is escaped. */
export const REWRITE_ARGUMENT: Escape = {
  syntax: 'a directive of mod_rewrite',
  replacements: [],
  refused: /[\u0000\n\r]|\$\{|["]/,
  around: '"',
};

/** One word of a POSIX shell, in single quotes. */
export const SHELL_WORD: Escape = {
  syntax: 'a shell word',
  replacements: [["'", "'\\''"]],
  refused: /\u0000/,
  around: "'",
};

/** The value of a java.util.Properties file, which Java reads as ISO-8859-1. */
export const JAVA_PROPERTY: Escape = {
  syntax: 'a properties value',
  replacements: [['\\', '\\\\'], ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t'], ['\f', '\\f'], [' ', '\\ ']],
};

/** A YAML scalar in single quotes. */
export const YAML_STRING: Escape = {
  syntax: 'a YAML string',
  replacements: [["'", "''"]],
  refused: /[\u0000-\u001f\u007f]/,
  around: "'",
};

/** A value that something else decodes: only for a text that is one string or one reference. */
export const BASE64: Escape = { syntax: 'base64', replacements: [], encoding: 'base64' };

/** Escapes a text that is known now. */
export function escapeText(text: string, escape: Escape): string {
  if (escape.encoding) return Buffer.from(text, 'utf8').toString(escape.encoding);
  if (escape.plain?.test(text)) return text;
  const refused = escape.refused?.exec(text)?.[0];
  if (refused !== undefined) {
    throw new ConfigError({
      code: 'TEXT_NOT_EXPRESSIBLE',
      path: '',
      got: JSON.stringify(text),
      why: `${escape.syntax} cannot hold ${JSON.stringify(refused)}`,
      fix: 'remove it',
    });
  }
  return escape.replacements.reduce((result, [from, to]) => result.includes(from) ? result.split(from).join(to) : result, text);
}

/** The Terraform expression that escapes the value of another expression. */
export function escapeExpression(expression: string, escape: Escape): string {
  if (escape.encoding) return `base64encode(${expression})`;
  return escape.replacements.reduce((result, [from, to]) => `replace(${result}, ${literal(from)}, ${literal(to)})`, expression);
}

/** A text as a Terraform expression that no template syntax can reinterpret. */
export function literal(text: string): string {
  return /^[\w &;#.:,/<>=*'-]*$/.test(text) ? `"${text}"` : `base64decode("${Buffer.from(text, 'utf8').toString('base64')}")`;
}

/** A text as an attribute that Terraform reads as a template: for messages, which cannot be base64. */
export function templateText(text: string): string {
  return text.replace(/[$%]\{/g, (start) => `${start[0]}${start}`);
}
