/** Whether only the machine itself reaches what is bound to an address. */
export function isLoopback(address: string): boolean {
  return /^(127\.|localhost$|::1$)/.test(address);
}
