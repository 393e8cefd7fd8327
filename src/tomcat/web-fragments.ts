import type { Element } from '@xmldom/xmldom';
import { Descriptor, elementsIn } from './descriptor';
import { WarFile } from './war-file';

/**
 * The libraries of a WAR because of which Tomcat takes the whole application as not distributable, whatever its web.xml says: they have
 * a web fragment without the mark `<distributable/>`.
 *
 * @see https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0 section 8.2.3
 */
export function librariesAgainstReplication(war: WarFile): string[] {
  return war.once(librariesAgainstReplication, () => {
    const isUsed = fragmentsOf(war.webXml);
    return [...war.libraries].filter(([, library]) => {
      const fragment = library.descriptor('META-INF/web-fragment.xml');
      return fragment && !fragment.isDistributable && isUsed(namesIn(fragment.root)[0]);
    }).map(([name]) => name);
  });
}

/** Which fragments a web.xml has Tomcat read, by their names: all of them, unless it says otherwise. */
function fragmentsOf(webXml: Descriptor | undefined): (name: string | undefined) => boolean {
  if (webXml?.root.getAttribute('metadata-complete') === 'true') return () => false;
  const [ordering] = webXml ? elementsIn(webXml.root, 'absolute-ordering') : [];
  if (!ordering || elementsIn(ordering, 'others').length > 0) return () => true;
  const names = namesIn(ordering);
  return (name) => name !== undefined && names.includes(name);
}

function namesIn(element: Element): string[] {
  return elementsIn(element, 'name').map(({ textContent }) => textContent!.trim());
}
