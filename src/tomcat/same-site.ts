/** To which requests from other sites a browser adds a cookie. */
export class SameSite {
  /** To all of them; browsers then ask for https. */
  public static readonly NONE = new SameSite('none');
  /** To links that a visitor follows. */
  public static readonly LAX = new SameSite('lax');
  /** To none. */
  public static readonly STRICT = new SameSite('strict');

  private constructor(
    /** Tomcat's name for it. */
    public readonly name: string,
  ) {}
}
