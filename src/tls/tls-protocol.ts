/** A version of TLS. Older ones are broken, and Java refuses them. */
export class TlsProtocol {
  public static readonly V1_2 = new TlsProtocol('TLSv1.2');
  public static readonly V1_3 = new TlsProtocol('TLSv1.3');

  private constructor(
    /** Tomcat's and httpd's name for it. */
    public readonly name: string,
  ) {}
}
