import { isBelow } from '../text/path';
import { PathPattern } from './path-pattern';
import type { Route } from './route';
import type { VirtualHost } from './virtual-host/virtual-host';

/** What of a virtual host's requests goes to the Tomcats of a route. */
export interface Mount {
  readonly route: Route;
  /** Undefined where all do that are below its path. */
  readonly passed?: PathPattern[];
  /** What of these does not. */
  readonly kept: PathPattern[];
}

/** The most specific path wins, of routes and of folders with files alike; what a route does not pass is no other's. */
export function mountsOf({ routes, staticFiles = [] }: Pick<VirtualHost, 'routes' | 'staticFiles'>): Mount[] {
  return routes.map((route) => {
    const nested = routes.filter((other) => other !== route && isBelow(other._path, route._path));
    const nearest = ({ path = '/' }: { path?: string }) => path !== route._path && isBelow(path, route._path)
      && !nested.some((other) => isBelow(path, other._path));
    // mod_jk takes the longest pattern, which an ending may be though it is of a shorter path.
    const byEnding = route._only?.some(({ ending }) => ending !== undefined) ?? false;
    const others = nested.filter(({ _target, _only }) => _target !== route._target && (byEnding || _only !== undefined));
    return {
      route,
      passed: route._only,
      kept: [
        ...route._except,
        ...staticFiles.filter(nearest).map(({ path = '/' }) => PathPattern.below(path)),
        ...others.map(({ _path }) => PathPattern.below(_path)),
      ],
    };
  });
}

/** Whether a request goes to the Tomcats of a route. */
export function passes({ passed, kept }: Mount, path: string): boolean {
  const matches = ({ expression }: PathPattern) => new RegExp(expression).test(path.replace(/\?.*$/, ''));
  return (passed?.some(matches) ?? true) && !kept.some(matches);
}

/** Whether httpd answers some requests of a virtual host itself, between others that Tomcats answer. */
export function isPartial({ routes, staticFiles = [] }: Pick<VirtualHost, 'routes' | 'staticFiles'>): boolean {
  return staticFiles.length > 0 || routes.some(({ _only, _except }) => _only !== undefined || _except.length > 0);
}

/** Whether Tomcats get whatever is asked for at a path and below it. */
export function passesAll(site: Pick<VirtualHost, 'routes' | 'staticFiles'>, path: string): boolean {
  return !isPartial(site) && site.routes.some(({ _path }) => isBelow(path, _path));
}

/**
 * A route within another to the same Tomcats of which they do not say the same: mod_jk knows no exceptions of a path, but of a balancer.
 */
export function contradiction(mounts: Mount[]): { readonly inner: Route; readonly outer: Route } | undefined {
  const pairs = mounts.flatMap((outer) => mounts
    .filter((inner) => inner !== outer && inner.route._target === outer.route._target && isBelow(inner.route._path, outer.route._path))
    .map((inner) => ({ inner, outer })));
  const found = pairs.find(({ inner, outer }) => !saysToo(inner.kept, outer.kept, inner.route._path)
    || (inner.passed && !(outer.passed && saysToo(inner.passed, outer.passed, inner.route._path))));
  return found && { inner: found.inner.route, outer: found.outer.route };
}

function saysToo(inner: PathPattern[], outer: PathPattern[], path: string): boolean {
  const known = new Set(inner.map(({ jk }) => jk));
  return outer.filter((pattern) => pattern.reaches(path)).every((pattern) => known.has(pattern.within(path).jk));
}
