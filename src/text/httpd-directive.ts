import { Escape, HTTPD_ARGUMENT, REWRITE_ARGUMENT } from './escape';
import { Text } from './text';

/** A directive of httpd.conf, or a section such as `<VirtualHost *:80>` when it has children. */
export interface HttpdDirective {
  readonly name: string;
  readonly arguments: (string | number | Text)[];
  readonly children?: HttpdDirective[];
  /** Said in a comment above the directive. */
  readonly comment?: string;
}

export function directive(name: string, ...args: (string | number | Text)[]): HttpdDirective {
  return { name, arguments: args };
}

export function section(name: string, argument: string, ...children: HttpdDirective[]): HttpdDirective {
  return { name, arguments: [argument], children };
}

/** A file of httpd directives, sections indented by two blanks. */
export function httpdFile(directives: HttpdDirective[], indent = ''): Text {
  return Text.of(...directives.flatMap((line) => {
    const comment = line.comment ? [`${indent}# ${line.comment}\n`] : [];
    const escape = /^Rewrite(Cond|Rule)$/i.test(line.name) ? REWRITE_ARGUMENT : HTTPD_ARGUMENT;
    const words = Text.join([line.name, ...line.arguments.map((value) => argument(value, escape))], ' ');
    if (!line.children) return [...comment, indent, words, '\n'];
    return [...comment, indent, '<', words, '>\n', httpdFile(line.children, `${indent}  `), indent, `</${line.name}>\n`];
  }));
}

/** Quoted where httpd would otherwise split or read it differently. */
function argument(value: string | number | Text, escape: Escape): Text {
  const text = Text.of(value);
  return text.known !== undefined && /^[\w.,:/*@%+=|!()-]+$/.test(text.known) ? text : text.escaped(escape);
}
