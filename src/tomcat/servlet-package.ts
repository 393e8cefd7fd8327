import { WarFile } from './war-file';
import type { ServletPackage } from '../release/release-lines';

/** The package that the classes of a WAR itself use; its libraries may have classes for either. Undefined where they use none, or both. */
export function servletPackageOf(war: WarFile): ServletPackage | undefined {
  return war.once(servletPackageOf, () => {
    const classes = war.classes.map((bytes) => Buffer.from(bytes));
    // The names of the classes that a class uses are in it as plain text.
    const used = (['javax', 'jakarta'] as const).filter((name) => classes.some((bytes) => bytes.includes(`${name}/servlet/`)));
    return used.length === 1 ? used[0] : undefined;
  });
}
