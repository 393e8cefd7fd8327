import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { DOMParser } from '@xmldom/xmldom';
import { App, TerraformStack } from 'cdktf';
import { TomcatRelease } from 'cdktf-tomcat-cluster';
import fc from 'fast-check';
import { IMAGES, inTemporaryDirectory } from './support';
import { anySpec, declared, legalSpec, Spec } from './random-programs';
import { Program, SECRETS } from './tomcat-configurations';
import { TomcatReader } from './tomcat-reader';

const SEED = Number(process.env.SEED ?? 20_261_121);
const LEGAL_PROGRAMS = 200;
const ANY_PROGRAMS = 200;

/** What a program becomes: the files of its instance, and what Terraform reads. */
interface Synthesized {
  readonly base: string;
  readonly files: { [path: string]: string };
  readonly terraform: string;
}

function synthesized(spec: Spec, release: TomcatRelease): Promise<Synthesized> {
  return inTemporaryDirectory(async (outdir) => {
    const app = new App({ outdir, stackTraces: false });
    const stack = new TerraformStack(app, IMAGES);
    new DockerProvider(stack, 'docker');
    const instance = declared(spec, new Program(stack, release));
    app.synth();
    const terraform = readFileSync(join(outdir, 'stacks', IMAGES, 'cdk.tf.json'), 'utf8');
    rmSync(join(outdir, 'stacks'), { recursive: true });
    return { base: instance._catalinaBase, files: instance.files, terraform };
  });
}

/** Only what stands for a secret: a program's own text may have braces too. */
function withKnownSecrets(text: string): string {
  return Object.entries(SECRETS).reduce((all, [name, value]) => all.replaceAll(`{{${name}}}`, value), text);
}

/** What Tomcat says against the files, after another reader of XML has found them well-formed. */
async function refusal(reader: TomcatReader, { base, files }: Synthesized): Promise<string[]> {
  const xml = Object.entries(files).filter(([path]) => path.endsWith('.xml')).map(([path, text]): [string, string] => [path, withKnownSecrets(text)]);
  xml.forEach(([, text]) => new DOMParser({ onError: (level, message) => { throw new Error(`${level}: ${message}`); } }).parseFromString(text, 'text/xml'));
  return reader.complaints(base, Object.fromEntries(xml), 'init');
}

describe.each([TomcatRelease.V9_0, TomcatRelease.V10_1, TomcatRelease.V11_0])(`with seed ${SEED}, Tomcat $version`, (release) => {
  let reader: TomcatReader;

  beforeAll(async () => { reader = await TomcatReader.of(release.version); });

  afterAll(() => reader?.end());

  test(`reads ${LEGAL_PROGRAMS} legal programs, each synthesized to the same bytes twice`, async () => {
    await fc.assert(fc.asyncProperty(legalSpec, async (spec) => {
      const first = await synthesized(spec, release);
      expect(await synthesized(spec, release)).toEqual(first);
      expect(await refusal(reader, first)).toEqual([]);
    }), { seed: SEED, numRuns: LEGAL_PROGRAMS });
  });

  test(`reads what passes of ${ANY_PROGRAMS} programs of anything`, async () => {
    let refused = 0;
    let read = 0;
    await fc.assert(fc.asyncProperty(anySpec, async (spec) => {
      const written = await synthesized(spec, release).catch((error: Error) => {
        if (!/\[[A-Z_]+\] /.test(error.message)) throw error; // what the library refuses, it says why
        refused++;
      });
      if (!written) return;
      expect(await refusal(reader, written)).toEqual([]);
      read++;
    }), { seed: SEED, numRuns: ANY_PROGRAMS });
    expect({ refused: refused > ANY_PROGRAMS / 5, read: read > ANY_PROGRAMS / 5 }).toEqual({ refused: true, read: true });
  });
});
