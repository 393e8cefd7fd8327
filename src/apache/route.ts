import { IRouteTarget } from './route-target';
import { ConfigError } from '../checks/config-error';

/** Which requests of a virtual host go to which Tomcats. */
export class Route {
  /** Every request. */
  public static all(target: IRouteTarget): Route {
    return new Route('/', target);
  }

  /**
   * The requests of one path and of everything below it, passed on as they are: the application has this context path.
   *
   * @param path Such as `/shop`.
   */
  public static path(path: string, target: IRouteTarget): Route {
    if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(path)) {
      throw new ConfigError({
        code: 'ROUTE_PATH', path: '', got: `the path "${path}"`, why: 'a path begins with a slash and ends without one', fix: 'write it as in /shop',
      });
    }
    return new Route(path, target);
  }

  private constructor(
    /** @internal */ public readonly _path: string,
    /** @internal */ public readonly _target: IRouteTarget,
  ) {}
}
