/** A deployment descriptor: a web.xml, or the web-fragment.xml of a library. */
export class Descriptor {
  /** Reads one in whichever encoding it is written; the declaration of its text says UTF-8. */
  public static of(bytes: Uint8Array): Descriptor {
    const declaration = /^(<\?xml[^>]*?encoding=["'])([\w.-]+)/;
    const encoding = declaration.exec(Buffer.from(bytes).toString('latin1').replace(/^\xef\xbb\xbf/, ''))?.[2] ?? 'utf-8';
    return new Descriptor(new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(declaration, '$1UTF-8'));
  }

  public readonly withoutComments: string;

  private constructor(public readonly text: string) {
    this.withoutComments = text.replace(/<!--[^]*?-->/g, '');
  }

  /** Whether it says `<distributable/>`. Tomcat reads no element that has a prefix. */
  public get isDistributable(): boolean {
    return /<distributable\b/.test(this.withoutComments);
  }
}
