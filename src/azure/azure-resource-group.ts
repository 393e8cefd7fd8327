/** A resource group that exists already. */
export class AzureResourceGroup {
  /**
   * A resource group by its name, or by the attributes of one that the program makes.
   *
   * @param name Such as `rg-shop`.
   * @param location Such as `koreacentral`.
   */
  public static fromName(name: string, location: string): AzureResourceGroup {
    return new AzureResourceGroup(name, location);
  }

  private constructor(
    /** The group's name. */
    public readonly name: string,
    /** The region of what the library makes in it. */
    public readonly location: string,
  ) {}
}
