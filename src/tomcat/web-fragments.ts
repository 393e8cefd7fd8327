import type { Descriptor } from './descriptor';
import { WarFile } from './war-file';

/**
 * The libraries of a WAR because of which Tomcat takes the whole application as not distributable, whatever its web.xml says: they have
 * a web fragment without the mark `<distributable/>`.
 *
 * @see https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0 section 8.2.3
 */
export function librariesAgainstReplication(war: WarFile): string[] {
  return war.once(librariesAgainstReplication, () => {
    const isUsed = fragmentsOf(war.webXml?.withoutComments ?? '');
    return [...war.libraries].filter(([, library]) => {
      const fragment = library.descriptor('META-INF/web-fragment.xml');
      return fragment && !fragment.isDistributable && isUsed(nameOf(fragment));
    }).map(([name]) => name);
  });
}

/** Which fragments a web.xml has Tomcat read, by their names: all of them, unless it says otherwise. */
function fragmentsOf(webXml: string): (name: string | undefined) => boolean {
  if (/<web-app\b[^>]*\smetadata-complete\s*=\s*["']true["']/.test(webXml)) return () => false;
  const ordering = /<absolute-ordering\b[^>]*?(?:\/>|>([^]*?)<\/absolute-ordering\s*>)/.exec(webXml);
  if (!ordering || /<others\b/.test(ordering[1] ?? '')) return () => true;
  const names = namesIn(ordering[1] ?? '');
  return (name) => name !== undefined && names.includes(name);
}

/** The name of a fragment itself, and not of one that it goes before or after. */
function nameOf(fragment: Descriptor): string | undefined {
  return namesIn(fragment.withoutComments.replace(/<ordering\b[^]*?<\/ordering\s*>/g, ''))[0];
}

function namesIn(xml: string): string[] {
  return [...xml.matchAll(/<name\b[^>]*>([^<]*)<\/name\s*>/g)].map(([, name]) => name.trim());
}
