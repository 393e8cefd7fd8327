/** A resource's module of a Terraform provider's package, loaded when it is first asked for: what a program does not use costs it nothing. */
export function providerResource<T>(provider: 'azurerm' | 'docker', resource: string): T {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(`@cdktf/provider-${provider}/lib/${resource}`) as T;
}
