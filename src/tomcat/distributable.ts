import { WarFile } from './war-file';
import { ConfigError } from '../checks/config-error';
import { Text } from '../text/text';

/**
 * The web.xml of a WAR with the mark `<distributable/>`, or undefined where it has the mark already. Tomcat reads it
 * instead of the WAR's own (the context's `altDDName`): only with the mark does a session that moved to another Tomcat
 * take that one's route.
 */
export function distributableWebXml(war: WarFile): Text | undefined {
  return war.once(distributableWebXml, () => marked(war));
}

function marked({ webXml, path }: WarFile): Text | undefined {
  if (webXml === undefined) {
    return Text.of('<?xml version="1.0" encoding="UTF-8"?>\n<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0">\n  <distributable/>\n</web-app>\n');
  }
  if (webXml.isDistributable) return undefined;
  const end = /<\/web-app\s*>\s*(<!--[^]*?-->\s*)*$/.exec(webXml.text);
  if (!end) {
    throw new ConfigError({
      code: 'WAR_WEB_XML',
      path: '',
      got: `the WEB-INF/web.xml of ${path}`,
      why: 'it does not end with </web-app>, so that it cannot be marked as distributable',
      fix: 'put <distributable/> into it, and leave out prefixes: Tomcat reads no element that has one',
    });
  }
  return Text.of(`${webXml.text.slice(0, end.index)}  <distributable/>\n${end[0]}`);
}
