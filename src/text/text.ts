import { Token, Tokenization } from 'cdktf';
import { Escape, escapeExpression, escapeText, literal } from './escape';
import { Constraint, Reference } from './reference';
import { ConfigError } from '../checks/config-error';

/** Turns a cdktf token into what Terraform will read, such as `${var.name}`. */
export type Resolve = (token: string) => string;

/**
 * Text that may hold references: the only way in which text of this library reaches Terraform.
 *
 * Terraform reads every string as a template, in which `${`, `%{` and `\` mean something; so no text is ever put into
 * one. It travels as base64, and references are joined to it by Terraform itself.
 */
export class Text {
  /** A text from strings (in which cdktf tokens are found), references and other texts. */
  public static of(...parts: (string | number | Text)[]): Text {
    const fragments: (string | Reference)[] = [];
    for (const part of parts) {
      for (const fragment of part instanceof Text ? part.fragments : fragmentsOf(part)) append(fragments, fragment);
    }
    return new Text(fragments);
  }

  /** A text that is one reference. */
  public static reference(reference: Omit<Reference, 'escapes'>): Text {
    return new Text([{ ...reference, escapes: [] }]);
  }

  public static join(texts: (string | Text)[], separator: string): Text {
    return Text.of(...texts.flatMap((text, index) => index === 0 ? [text] : [separator, text]));
  }

  private base64?: string;

  private constructor(public readonly fragments: (string | Reference)[]) {}

  /** The text, where it holds no reference. */
  public get known(): string | undefined {
    return this.fragments.every((fragment) => typeof fragment === 'string') ? this.fragments.join('') : undefined;
  }

  /** What the values of the references must look like. */
  public get constraints(): { reference: Reference; constraint: Constraint }[] {
    return this.references.filter((reference) => reference.constraint)
      .map((reference) => ({ reference, constraint: reference.constraint! }));
  }

  public get references(): Reference[] {
    return this.fragments.filter((fragment): fragment is Reference => typeof fragment !== 'string');
  }

  /** The text as a value of one syntax. */
  public escaped(escape: Escape): Text {
    const around = escape.around ?? '';
    return Text.of(around, new Text(this.fragments.map((fragment) => typeof fragment === 'string'
      ? escapeText(fragment, escape)
      : { ...fragment, escapes: [...fragment.escapes, escape] })), around);
  }

  /** The text with a rule for those of its references that have none yet. */
  public constrained(constraint: Constraint): Text {
    return new Text(this.fragments.map((fragment) => typeof fragment === 'string' ? fragment : { ...fragment, constraint: fragment.constraint ?? constraint }));
  }

  /** The text as people read it: a reference shows as its label in double braces. */
  public get preview(): string {
    return this.fragments.map((fragment) => typeof fragment === 'string' ? fragment : `{{${fragment.label}}}`).join('');
  }

  /** The value of a Terraform attribute that takes base64, such as `custom_data` or `content_base64`. */
  public toBase64(resolve: Resolve): string {
    const known = this.known;
    if (known !== undefined) return this.base64 ??= encode(known);
    const expressions = this.fragments.map((fragment) => typeof fragment === 'string'
      ? `base64decode("${encode(stable(fragment))}")`
      : fragment.escapes.reduce(escapeExpression, valueOf(fragment, resolve)));
    return `\${base64encode(join("", [${expressions.join(', ')}]))}`;
  }
}

function valueOf({ token, secret, label }: Reference, resolve: Resolve): string {
  if (token === undefined) throw new Error(`${label} is known to the host only`); // a check refuses it before
  const expression = expressionOf(resolve(token));
  return secret && !expression.startsWith('var.') ? `sensitive(${expression})` : expression; // a secret variable is sensitive itself
}

/** The inside of `${…}`: a resolved token as a Terraform expression. */
export function expressionOf(resolved: string): string {
  if (/^\$\{[^{}]*\}$/.test(resolved)) return resolved.slice(2, -1);
  return resolved.includes('${') ? `"${resolved}"` : literal(resolved);
}

/** Adds a fragment; neighbouring strings become one. */
function append(fragments: (string | Reference)[], fragment: string | Reference): void {
  const last = fragments.length - 1;
  if (typeof fragment === 'string' && typeof fragments[last] === 'string') fragments[last] += fragment;
  else if (fragment !== '') fragments.push(fragment);
}

/** How cdktf marks a token within a string; the second is a token that was a number. */
const TOKEN = /(\$\{TfToken\[[^\]]+\]\}|-\d\.\d+e\+\d+)/;

function fragmentsOf(part: string | number): (string | Reference)[] {
  const text = typeof part === 'number' ? Tokenization.stringifyNumber(part) : part;
  if (!text.includes('TfToken[') && !text.includes('e+')) return [text]; // most texts, told at once
  return text.split(TOKEN).map((piece, index) => {
    if (index % 2 === 0 || !(piece.startsWith('$') || Token.isUnresolved(Number(piece)))) return piece;
    return { token: piece.startsWith('$') ? piece : Tokenization.stringifyNumber(Number(piece)), label: 'known after apply', escapes: [] };
  });
}

function encode(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new ConfigError({
      code: 'TEXT_NOT_UNICODE', path: '', got: around(text, text.search(/\p{Surrogate}/u)), why: 'half of a surrogate pair has no UTF-8 form', fix: 'pass whole characters',
    });
  }
  return Buffer.from(text, 'utf8').toString('base64');
}

/** What stands around a place in a text, which may be a whole file. */
function around(text: string, index: number): string {
  return JSON.stringify(text.slice(Math.max(index - 20, 0), index + 20));
}

/** Terraform normalizes every string to NFC, and would change a text that is not. */
function stable(text: string): string {
  const normalized = text.normalize('NFC');
  if (text !== normalized) {
    throw new ConfigError({
      code: 'TEXT_NOT_NFC',
      path: '',
      got: around(text, text.split('').findIndex((character, index) => character !== normalized[index])),
      why: 'a file that holds a secret or a reference is put together by Terraform, which would rewrite this text in Unicode NFC',
      fix: "pass the text as text.normalize('NFC')",
    });
  }
  return text;
}
