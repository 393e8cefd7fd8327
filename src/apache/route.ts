import { IRouteTarget } from './route-target';
import { ConfigError } from '../checks/config-error';
import { checkNumbers } from '../cluster/check-numbers';

/** What a route may say beside where it leads. */
export interface RouteOptions {
  /** How long a Tomcat may be silent during a request of this route, in milliseconds, at least 100: for reports that take long. @default - as all */
  readonly replyTimeoutMillis?: number;
}

/** Which requests of a virtual host go to which Tomcats. */
export class Route {
  /** Every request. */
  public static all(target: IRouteTarget, options: RouteOptions = {}): Route {
    return new Route('/', target, options);
  }

  /**
   * The requests of one path and of everything below it, passed on as they are: the application has this context path.
   *
   * @param path Such as `/shop`.
   */
  public static path(path: string, target: IRouteTarget, options: RouteOptions = {}): Route {
    if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(path)) {
      throw new ConfigError({
        code: 'ROUTE_PATH', path: '', got: `the path "${path}"`, why: 'a path begins with a slash and ends without one', fix: 'write it as in /shop',
      });
    }
    return new Route(path, target, options);
  }

  private constructor(
    /** @internal */ public readonly _path: string,
    /** @internal */ public readonly _target: IRouteTarget,
    /** @internal */ public readonly _options: RouteOptions,
  ) {
    checkNumbers(`the route of ${_path}`, { replyTimeoutMillis: [_options.replyTimeoutMillis, 100] });
  }
}
