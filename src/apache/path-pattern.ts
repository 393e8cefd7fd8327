import { ConfigError } from '../checks/config-error';
import { asExpression, isBelow } from '../text/path';

/** What a path consists of: characters that neither module reads as anything else. */
const FOLDER = '(?:/[A-Za-z0-9._~-]+)';

const PATH = new RegExp(`^${FOLDER}+$`);

/** A path, an ending, or an ending below a path; `/` is the path of the route itself. */
const SAID = new RegExp(String.raw`^(?:/|(${FOLDER}*)(?:/?(\*\.[A-Za-z0-9.]+))?)$`);

/** What Tomcat takes off a segment of a path before it looks at it. */
const PARAMETERS = '(?:;[^/]*)?';

/** Whether a part of a site can be told by it: a path begins with a slash and ends without one. That of the whole site is none. */
export function isPath(said: string): boolean {
  return PATH.test(said);
}

/** Some of the requests of a route, in the words of each module that balances. */
export class PathPattern {
  /** @param base The path of the route. */
  public static of(base: string, said: string): PathPattern {
    const [matched, folder = '', ending] = SAID.exec(said) ?? [];
    if (!matched) {
      throw new ConfigError({
        code: 'ROUTE_PATTERN',
        path: '',
        got: `"${said}" of the route ${base}`,
        why: 'it is neither a path below the route nor an ending',
        fix: 'write a path as in /static, an ending as in *.jsp, both as in /images/*.png, or / for the path of the route itself',
      });
    }
    return new PathPattern(`${base === '/' ? '' : base}${folder}`, said === '/' ? 'exactly' : ending === undefined ? 'below' : 'ending', ending?.slice(1));
  }

  /** A path and everything below it. */
  public static below(path: string): PathPattern {
    return new PathPattern(path === '/' ? '' : path, 'below');
  }

  private constructor(
    /** Without a slash at its end: that of the root is empty. */ private readonly folder: string,
    private readonly kind: 'exactly' | 'below' | 'ending',
    /** Such as `.jsp`. */ public readonly ending?: string,
  ) {}

  /** As JkMount writes it: `a|b` is `a` and `ab`. mod_jk leaves parameters of paths out when it compares. */
  public get jk(): string {
    const rest = { exactly: '/', below: '/*', ending: `/*${this.ending}` }[this.kind];
    return this.folder === '' || this.kind === 'ending' ? `${this.folder}${rest}` : `${this.folder}|${rest}`;
  }

  /** As ProxyPassMatch and whatever else takes an expression writes it. */
  public get expression(): string {
    const folder = this.folder.split('/').slice(1).map((segment) => `/${asExpression(segment)}${PARAMETERS}`).join('');
    if (this.kind === 'ending') return `^${folder}/.*${asExpression(this.ending ?? '')}${PARAMETERS}$`;
    if (this.kind === 'below') return folder === '' ? '^/' : `^${folder}(?:/|$)`;
    return `^${folder}/${folder === '' ? '' : '?'}${PARAMETERS}$`;
  }

  /** Whether a request below a path can be meant. */
  public reaches(path: string): boolean {
    if (this.kind === 'exactly') return this.folder === path;
    return isBelow(this.folder, path) || isBelow(path, this.folder);
  }

  /** The same for the requests of a path that is further below. */
  public within(path: string): PathPattern {
    return this.kind === 'ending' && isBelow(path, this.folder) ? new PathPattern(path, 'ending', this.ending) : this;
  }
}
