import { join } from 'node:path';
import * as library from 'cdktf-tomcat-cluster';
import * as ts from 'typescript';
import { root } from './pages';

/** What every snippet knows without an import, beside all that the library exports. */
const KNOWN = [
  `import { ${Object.keys(library).join(', ')} } from 'cdktf-tomcat-cluster';`,
  "import { App, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';",
  "import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';",
  "import { DockerProvider } from '@cdktf/provider-docker/lib/provider';",
];

/** A snippet as a module: it is the body of a constructor, and knows what the page declares; or a whole file. */
interface Snippet {
  readonly page: string;
  /** What a whole file is called by those that import it. */
  readonly file?: string;
  /** The line of the page on which it begins, from 1. */
  readonly line: number;
  readonly module: string;
  /** The line of the module on which it begins. */
  readonly moduleLine: number;
}

/**
 * The TypeScript snippets of a page.
 *
 * @param text Markdown. What its snippets know beside the library is declared once, in a comment that readers do not see:
 *   `<!-- snippets`, lines of TypeScript, `-->`.
 */
export function snippetsOf(page: string, text: string): Snippet[] {
  const declared = [...text.matchAll(/^<!-- snippets\n([^]*?)^-->$/gm)].map(([, lines]) => lines);
  const before = [...KNOWN, ...declared.flatMap((lines) => lines.trimEnd().split('\n')), 'export function snippet(this: TerraformStack): void {'];
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(({ index, 1: code }) => ({
    page,
    line: text.slice(0, index).split('\n').length + 1,
    module: [...before, `${code}}`, ''].join('\n'),
    moduleLine: before.length + 1,
  }));
}

/**
 * The whole files that a page shows as `typescript`. They import each other by the names that the paragraphs before them end in; one without such a
 * name is a file that is changed further down.
 */
export function filesOf(page: string, text: string): Snippet[] {
  return [...text.matchAll(/(?:`([\w.-]+)`\n\n)?^```typescript\n([^]*?)^```$/gm)].map(({ index, 0: all, 1: file, 2: module }) => ({
    page, file, module, moduleLine: 1, line: text.slice(0, index + all.indexOf('```typescript')).split('\n').length + 1,
  }));
}

/** What the compiler says of snippets: one line each, with the line of the page. All of them are one program. */
export function complaintsOf(snippets: Snippet[]): string[] {
  const files = new Map(snippets.map((snippet, index) => [join(root, 'test/docs', snippet.file ?? `snippet-${index}.ts`), snippet]));
  const config = ts.readConfigFile(join(root, 'tsconfig.dev.json'), ts.sys.readFile).config;
  const project = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root);
  const options = { ...project.options, noUnusedLocals: false }; // a snippet names what its reader will use
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path)?.module ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => files.has(path)
    ? ts.createSourceFile(path, files.get(path)!.module, version) : getSourceFile(path, version, ...rest);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([path, snippet]) => {
    const source = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ start = 0, messageText }) => {
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      const place = line < snippet.moduleLine ? `the declarations for line ${snippet.line}` : snippet.line + line - snippet.moduleLine;
      return `${snippet.page}:${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}
