/** How an EncryptInterceptor encrypts. Every member must do it alike. */
export class EncryptionAlgorithm {
  /** AES in Galois/Counter Mode: what was changed on the way is noticed. */
  public static readonly AES_GCM = new EncryptionAlgorithm('AES/GCM/NoPadding', true);
  /** AES with chained blocks, the default of older Tomcats: what was changed on the way is not noticed. For clusters that have it already. */
  public static readonly AES_CBC = new EncryptionAlgorithm('AES/CBC/PKCS5Padding', false);

  private constructor(
    /** Java's name of it. */
    public readonly transformation: string,
    /** @internal Whether a message that was changed is refused. */
    public readonly _authenticated: boolean,
  ) {}
}
