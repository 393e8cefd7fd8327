import type { Element } from '@xmldom/xmldom';

/** A descriptor in a WAR or in a library: web.xml, web-fragment.xml or context.xml. */
export class Descriptor {
  /** Reads one in whichever encoding it is written; the declaration of its text says UTF-8. */
  public static of(bytes: Uint8Array): Descriptor {
    const declaration = /^(<\?xml[^>]*?encoding=["'])([\w.-]+)/;
    const latin1 = Buffer.from(bytes).toString('latin1');
    const utf16 = latin1.startsWith('\xff\xfe') ? 'utf-16le' : latin1.startsWith('\xfe\xff') ? 'utf-16be' : undefined;
    const encoding = utf16 ?? declaration.exec(latin1.replace(/^\xef\xbb\xbf/, ''))?.[2] ?? 'utf-8';
    return new Descriptor(new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(declaration, '$1UTF-8'));
  }

  public readonly root: Element;

  private constructor(public readonly text: string) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { DOMParser } = require('@xmldom/xmldom') as typeof import('@xmldom/xmldom'); // loaded when the first descriptor is read
    // An entity of its document type may be unknown here; what is no XML ends in an error all the same.
    this.root = new DOMParser({ onError: () => undefined }).parseFromString(text, 'text/xml').documentElement!;
  }

  /** Whether it says `<distributable/>`. */
  public get isDistributable(): boolean {
    return elementsIn(this.root, 'distributable').length > 0;
  }

  /** The name of the session cookie, where it says one. */
  public get sessionCookieName(): string | undefined {
    return this.ofSessionCookie('name');
  }

  /** The path of the session cookie, where it says one. */
  public get sessionCookiePath(): string | undefined {
    return this.ofSessionCookie('path');
  }

  /** The domain of the session cookie, where it says one. */
  public get sessionCookieDomain(): string | undefined {
    return this.ofSessionCookie('domain');
  }

  /** Whether browsers are to send the session cookie over HTTPS alone, even where Tomcat was asked over HTTP. */
  public get sessionCookieIsSecure(): boolean {
    return this.ofSessionCookie('secure')?.toLowerCase() === 'true';
  }

  private ofSessionCookie(what: string): string | undefined {
    const path = ['session-config', 'cookie-config', what];
    const [element] = path.reduce<Element[]>((within, name) => within.flatMap((each) => elementsIn(each, name)), [this.root]);
    return element?.textContent?.trim() || undefined;
  }
}

/** The elements right in another one, in their order. Tomcat reads none that has a prefix. */
export function elementsIn(element: Element, name?: string): Element[] {
  const children = [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
  return name === undefined ? children : children.filter(({ tagName }) => tagName === name);
}
