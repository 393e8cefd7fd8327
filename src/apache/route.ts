import { isPath, PathPattern } from './path-pattern';
import { IRouteTarget } from './route-target';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import { checkNumbers } from '../checks/options/check-numbers';

/** What a route may say beside where it leads. */
export interface RouteOptions {
  /** How long a Tomcat may be silent during a request of this route, in milliseconds, at least 100: for reports that take long. @default - as all */
  readonly replyTimeoutMillis?: number;
  /**
   * Which of its requests go to the Tomcats, where not all do: endings such as `*.jsp`, paths below its own such as `/api` with everything below
   * them, both as in `/pages/*.do`, and `/` for its own path. httpd answers the others, with files of `staticFiles` or with 403.
   *
   * @default - all
   */
  readonly only?: string[];
  /** Which of its requests httpd answers itself, such as `/images` and `*.css`, with files of `staticFiles` or with 403. @default - none */
  readonly except?: string[];
}

/** Which requests of a virtual host go to which Tomcats. */
export class Route {
  /** Every request, unless options say less. */
  public static all(target: IRouteTarget, options: RouteOptions = {}): Route {
    return new Route('/', target, options);
  }

  /**
   * The requests of one path and of everything below it, passed on as they are: the application has this context path.
   *
   * @param path Such as `/shop`.
   */
  public static path(path: string, target: IRouteTarget, options: RouteOptions = {}): Route {
    if (!isPath(path)) {
      throw new ConfigError({
        code: 'ROUTE_PATH', path: '', got: `the path "${path}"`, why: 'a path begins with a slash and ends without one', fix: 'write it as in /shop',
      });
    }
    return new Route(path, target, options);
  }

  /** @internal */ public readonly _only?: PathPattern[];
  /** @internal */ public readonly _except: PathPattern[];

  private constructor(
    /** @internal */ public readonly _path: string,
    /** @internal */ public readonly _target: IRouteTarget,
    /** @internal */ public readonly _options: RouteOptions,
  ) {
    checkKnown(`replyTimeoutMillis of the route of ${_path}`, _options.replyTimeoutMillis, 'a balancer is named after it');
    checkNumbers(`the route of ${_path}`, { replyTimeoutMillis: [_options.replyTimeoutMillis, 100] });
    this._only = _options.only?.map((said) => PathPattern.of(_path, said));
    this._except = (_options.except ?? []).map((said) => PathPattern.of(_path, said));
    if (this._only?.length === 0) {
      throw new ConfigError({
        code: 'ROUTE_PATTERN', path: '', got: `the route ${_path} of nothing`, why: 'no request would reach its Tomcats', fix: "name what is passed, as in only: ['*.jsp'], or leave it out",
      });
    }
  }
}
