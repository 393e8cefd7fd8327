import { Properties } from './resource';

/** What Azure takes and never answers, by lower-cased type: paths into the properties. */
const SECRETS: Record<string, string[]> = {
  'microsoft.compute/virtualmachines': ['osProfile.customData', 'osProfile.adminPassword'],
  'microsoft.compute/virtualmachines/runcommands': ['protectedParameters', 'runAsPassword'],
};

/** Removes the secrets of a resource from its properties. */
export function dropSecrets(type: string, properties: Properties): void {
  for (const path of SECRETS[type.toLowerCase()] ?? []) {
    const words = path.split('.');
    const last = words.pop() ?? '';
    const owner = words.reduce<Properties | undefined>((value, word) => value?.[word] as Properties | undefined, properties);
    if (owner) delete owner[last];
  }
}
