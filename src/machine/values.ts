import { Reference, VaultSecret } from '../text/reference';
import { Text } from '../text/text';

/** A piece of a file's content: text, or a value that is put in when the file is written. */
export type Fragment = string | PlacedValue;

/** Where a value goes in a text, and how it is written there. */
export interface PlacedValue {
  readonly value: string;
  /** Replacements, the innermost escape first. */
  readonly escapes?: [string, string][][];
}

/** A value that is not known when the program is synthesized. */
export interface MachineValue {
  /** Letters of the label, unique on the machine. */
  readonly name: string;
  readonly label: string;
  /** Where the machine fetches it. */
  readonly vault?: VaultSecret;
  /** The value itself, as Terraform gives it; undefined for what the machine fetches. */
  readonly given?: Text;
  readonly rules: { pattern: string; message: string }[];
}

/** The values of one machine, and its texts with their names instead. */
export class MachineValues {
  private readonly byKey = new Map<string, MachineValue>();
  private readonly names = new Set<string>();

  /** In the order in which they were met. */
  public get all(): MachineValue[] {
    return [...this.byKey.values()];
  }

  /**
   * A text as its fragments.
   *
   * @param path The construct that a broken rule is about.
   */
  public fragments(text: Text, path: string): Fragment[] {
    return text.fragments.map((fragment) => typeof fragment === 'string' ? fragment : this.placed(fragment, path));
  }

  private placed(reference: Reference, path: string): PlacedValue {
    const { name, rules } = this.valueOf(reference);
    if (reference.constraint) {
      const { pattern, message } = reference.constraint;
      const rule = { pattern, message: `${path}: ${reference.label}: ${message}` };
      if (!rules.some((other) => other.pattern === rule.pattern && other.message === rule.message)) rules.push(rule);
    }
    const escapes = reference.escapes.map(({ replacements }) => replacements).filter(({ length }) => length > 0);
    return escapes.length > 0 ? { value: name, escapes } : { value: name };
  }

  private valueOf(reference: Reference): MachineValue {
    const key = keyOf(reference);
    let value = this.byKey.get(key);
    if (!value) {
      const { vault, label, token, secret, stack } = reference;
      const given = vault ? undefined : Text.reference({ token, label, secret, stack });
      this.byKey.set(key, value = { name: this.nameFor(label), label, vault, given, rules: [] });
    }
    return value;
  }

  private nameFor(label: string): string {
    const wish = label.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '').toLowerCase() || 'value';
    let name = wish;
    for (let number = 2; this.names.has(name); number += 1) name = `${wish}_${number}`;
    this.names.add(name);
    return name;
  }
}

/** What makes two references the same value. */
function keyOf({ vault, token, label, stack }: Reference): string {
  if (vault) return JSON.stringify(['vault', vault.uri, vault.name, vault.version]);
  // A variable of a stack has its name there, and perhaps several tokens.
  return JSON.stringify(stack ? ['variable', stack.node.path, label] : ['token', token]);
}
