import { TomcatRelease } from 'cdktf-tomcat-cluster';
import { renderedElements, Known, knownBy, Rendered } from './seen-elements';
import { checkedProgram, withSecrets } from './support';
import { CONFIGURATIONS, Program, SECRETS } from './tomcat-configurations';
import { LOADED, VIRTUAL_THREADS } from './tomcat-elements';
import { TomcatReader } from './tomcat-reader';
import { LINES } from '../../src/release/release-lines';

/** The oldest release that is supported and the newest that is known, of each line. */
export const TRIED = Object.values(LINES).flatMap(({ first, newest }) => [first, newest]);

/** What the real Tomcats know of an element. */
export interface Seen {
  readonly element: Rendered;
  readonly attributes: string[];
  readonly known: { [version: string]: Known };
}

/** Has the real Tomcat of each tried release read every element and attribute that the library writes. */
export async function seenElements(): Promise<Seen[]> {
  const seen = renderedElements(await everyFile()).map((element) => ({
    element, attributes: Object.keys(element.path[element.path.length - 1].attributes).sort(), known: {} as Seen['known'],
  }));
  for (const version of TRIED) {
    const reader = await TomcatReader.of(version);
    try {
      for (const { element, known } of seen) known[version] = await knownBy(reader, element);
    } finally {
      await reader.end();
    }
  }
  return seen;
}

async function everyFile(): Promise<{ file: Rendered['file']; text: string }[]> {
  const files: { file: Rendered['file']; text: string }[] = [];
  for (const release of [TomcatRelease.V9_0, TomcatRelease.V10_1, TomcatRelease.V11_0]) {
    for (const configuration of [...CONFIGURATIONS, ...LOADED, VIRTUAL_THREADS]) {
      const rendered = await checkedProgram((stack) => {
        const instance = configuration.instance(new Program(stack, release));
        return () => instance.files;
      });
      for (const [path, text] of Object.entries(withSecrets(rendered(), SECRETS))) {
        if (path.endsWith('/conf/server.xml')) files.push({ file: 'server.xml', text });
        if (path.includes('/conf/Catalina/localhost/')) files.push({ file: 'context.xml', text });
      }
    }
  }
  return files;
}
