import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { CONCEPTS } from './examples';
import { CheckExample } from './examples/example';
import { outcomeOf } from './examples/outcome';
import { FINAL_CODES } from '../../src/checks/codes';
import { Problem } from '../../src/checks/problem';

const EXAMPLES = join(__dirname, 'examples');

export const CHECKS_PAGE = join(__dirname, '../../docs/checks.md');

/** An example as the page shows it. */
interface Entry extends CheckExample {
  readonly problem: Problem;
  readonly atOnce: boolean;
  readonly snippet: string;
}

/** What docs/checks.md says. Examples may write files to the folder. */
export function checksPage(folder: string): string {
  const snippets = failingSnippets();
  const concepts = CONCEPTS.map(({ title, examples }) => ({ title, entries: examples.map((example) => entryOf(example, snippets, folder)) }));
  const atSynth = (entry: Entry) => !entry.atOnce;
  const atOnce = (entry: Entry) => entry.atOnce;
  return `${[
    ...INTRODUCTION,
    '## All codes',
    table(['', 'reported together, at synth', 'thrown by a constructor, one at a time'], concepts.map(({ title, entries }) => [
      title, ...[atSynth, atOnce].map((kind) => entries.filter(kind).map(({ code }) => `[${code}](#${code.toLowerCase()})`).join(', ')),
    ])),
    ...AT_SYNTH,
    ...division(concepts, atSynth),
    ...AT_ONCE,
    ...division(concepts, atOnce),
  ].join('\n\n')}\n`;
}

const INTRODUCTION = [
  '# Checks',
  '<!-- Written by `npm run checks-page` from test/checks/examples. -->',
  'Every problem is one line: `[CODE] construct path: what was got; why that does not work. Fix: what to write instead.` An error stops the\n'
  + 'synthesis, before anything is written; a warning is an annotation of its construct, which the CLI shows.',
  'A value that is known only when Terraform runs is not checked at synth, and refused where the program needs it\n'
  + '(`VALUE_NOT_KNOWN`). An AJP secret and an encryption key are checked when Terraform plans, and one of a Key Vault by the\n'
  + 'machine, before it changes anything.',
  '## Accepting a problem',
  'Where a problem is none, a program says so, and why:',
  fenced("Checks.of(cluster).accept('MULTICAST_DROP_TIME', 'the network was measured: it loses nothing');"),
  [
    '- It holds for the construct and all that is below it: one Tomcat, a tier, a stack, the app. Where several accept a problem, the reason of',
    '  the nearest counts.',
    '- The problem is neither an error nor a warning then. It is an information among the annotations of the construct that has it, with the',
    '  reason at its end, so that the CLI still shows it.',
    '- A problem of two constructs is said of one of them, whose path is in the message: this is the one to accept it for.',
    '- What is accepted and not there is a warning, `ACCEPT_UNUSED`. Without it, a problem that comes later would pass unseen.',
    '- What is thrown at once cannot be accepted, because nothing is made of it; nor can the errors that say so below, because Azure or Docker',
    '  would refuse what is written, or part of it would be missing.',
    '- Say it before `app.synth()`, in any order. An aspect can say it too, for what its own stack holds.',
  ].join('\n'),
  '## The examples',
  'Each problem below is that of the program beneath it; its path is left out. What is not declared there stands for:',
  table(['name', 'what it is'], [
    ['`stack`', 'the `TerraformStack` of the program; `newStack()` makes another one'],
    ['`hosts`, `host`', '`new DockerHosts(stack, …)`, and one of its hosts'],
    ['`azure`, `was`', '`new AzureVmHosts(stack, …)`, and a tier of it with the subnet 10.20.2.0/24'],
    ['`machine`, `machineIn(subnet, name)`', 'a host of a provider of your own, with one address for all that runs there; one in a subnet of its network'],
    ['`secret`', '`Secret.fromVariable()` of a sensitive variable of the stack'],
    ['`cluster`, `tomcat`', 'a `SessionCluster` with `Membership.multicast()`, and a `TomcatInstance` that is in no cluster'],
    ['`networkId`, `groupId`, `vaultId`, `vmId`', 'the resource ids of a network, security group, Key Vault and machine that exist already'],
    ['`adminSshKey`', 'a public key'],
    ['`jars`', '`RedissonJars.repository()`'],
    ['`war({ … })`', 'the path of a WAR with these files'],
    ['`driver`', '`TomcatLibrary.jar()` of a jar with org.postgresql.Driver'],
  ]),
];

const AT_SYNTH = ['## The whole program, at synth', 'All of these are looked for in all stacks of an app, and reported together.'];
const AT_ONCE = ['## One value, thrown at once', 'Thrown by the constructor or factory that got it, or where its file is written: the first one ends the program.'];

function division(concepts: { title: string; entries: Entry[] }[], kind: (entry: Entry) => boolean): string[] {
  return concepts.flatMap(({ title, entries }) => {
    const chosen = entries.filter(kind);
    return chosen.length === 0 ? [] : [`### ${title}`, ...chosen.flatMap(section)];
  });
}

function section({ code, what, open, problem: { severity, got, why, fix }, snippet }: Entry): string[] {
  const text = (said: string) => shown(open ? said.replace(open, '…') : said);
  const final = severity === 'error' && FINAL_CODES.some((other) => other === code);
  return [
    `#### ${code}`,
    `${severity === 'warning' ? 'Warning' : `Error${final ? ', which cannot be accepted' : ''}`}: ${what}.`,
    `- Got: ${text(got)}\n- Why: ${text(why)}\n- Fix: ${text(fix)}`,
    fenced(snippet),
  ];
}

/** Text whose characters all mean themselves. */
function shown(text: string): string {
  return text.replace(/[\\*<`[\]]/g, '\\$&').replace(/\n/g, ' ');
}

function fenced(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\``;
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function entryOf(example: CheckExample, snippets: Map<string, string>, folder: string): Entry {
  const { thrown, found } = outcomeOf(example.fails, folder);
  return { ...example, problem: thrown ?? found[0], atOnce: thrown !== undefined, snippet: snippets.get(example.code)! };
}

/** What the programs of `fails` say, by their codes. */
function failingSnippets(): Map<string, string> {
  const snippets = new Map<string, string>();
  for (const name of readdirSync(EXAMPLES)) {
    const source = ts.createSourceFile(name, readFileSync(join(EXAMPLES, name), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node)) {
        const properties = node.properties.filter(ts.isPropertyAssignment);
        const [code, fails] = ['code', 'fails'].map((key) => properties.find(({ name }) => name.getText() === key)?.initializer);
        if (code && ts.isStringLiteral(code) && fails && ts.isArrowFunction(fails)) snippets.set(code.text, bodyOf(fails, source));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return snippets;
}

function bodyOf({ body }: ts.ArrowFunction, source: ts.SourceFile): string {
  const [first, last] = ts.isBlock(body) ? [body.statements[0], body.statements[body.statements.length - 1]] : [body, body];
  const lines = source.text.slice(first.getStart(), last.getEnd()).split('\n');
  const margin = Math.min(...lines.slice(1).filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return `${lines.map((line, index) => index === 0 ? line : line.slice(margin)).join('\n')}${ts.isBlock(body) ? '' : ';'}`;
}
