import { readFileSync, statSync } from 'fs';
import { resolve } from 'path';
import { ConfigError } from '../checks/config-error';
import { Text } from '../text/text';

/**
 * The web.xml of a WAR with the mark `<distributable/>`, or undefined where it has the mark already. Tomcat reads it
 * instead of the WAR's own (the context's `altDDName`): only with the mark does a session that moved to another Tomcat
 * take that one's route.
 */
export function distributableWebXml(war: string): Text | undefined {
  const path = resolve(war);
  const key = `${path} ${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`;
  if (!read.has(key)) read.set(key, marked(webXmlOf(war), war));
  return read.get(key);
}

/** A WAR is the same for every Tomcat that runs it. */
const read = new Map<string, Text | undefined>();

function marked(webXml: string | undefined, war: string): Text | undefined {
  if (webXml === undefined) {
    return Text.of('<?xml version="1.0" encoding="UTF-8"?>\n<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0">\n  <distributable/>\n</web-app>\n');
  }
  if (/<([\w.-]+:)?distributable\b/.test(webXml.replace(/<!--[^]*?-->/g, ''))) return undefined;
  const end = /(<\/([\w.-]+:)?web-app\s*>\s*(<!--[^]*?-->\s*)*)$/.exec(webXml);
  if (!end) {
    throw new ConfigError({
      code: 'WAR_WEB_XML',
      path: '',
      got: `the WEB-INF/web.xml of ${war}`,
      why: 'it does not end with </web-app>, so that it cannot be marked as distributable',
      fix: 'put <distributable/> into it',
    });
  }
  return Text.of(`${webXml.slice(0, end.index)}  <${end[2] ?? ''}distributable/>\n${end[1]}`);
}

/** The text of a WAR's web.xml, in whichever encoding it is written; its declaration says UTF-8 then. */
function webXmlOf(war: string): string | undefined {
  const bytes = entryOf(war, 'WEB-INF/web.xml');
  if (!bytes) return undefined;
  const declaration = /^(<\?xml[^>]*?encoding=["'])([\w.-]+)/;
  const encoding = declaration.exec(Buffer.from(bytes).toString('latin1').replace(/^\xef\xbb\xbf/, ''))?.[2] ?? 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(declaration, '$1UTF-8');
}

function entryOf(war: string, name: string): Uint8Array | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { unzipSync } = require('fflate') as typeof import('fflate'); // loaded when the first WAR is read
    return unzipSync(readFileSync(war), { filter: (entry) => entry.name === name })[name];
  } catch (error) {
    throw new ConfigError({
      code: 'WAR_UNREADABLE',
      path: '',
      got: `the WAR ${war}: ${(error as Error).message}`,
      why: 'its web.xml is read when the program is synthesized',
      fix: 'build it first, and pass its path from the folder in which the program runs',
    });
  }
}
