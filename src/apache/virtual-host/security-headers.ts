import { ConfigError } from '../../checks/config-error';
import { checkHeaderValue } from './header-value';
import { directive, HttpdDirective } from '../../text/httpd-directive';

/** What browsers tell other sites of the page that a visitor comes from. */
export enum ReferrerPolicy {
  /** Nothing. */
  NO_REFERRER = 'no-referrer',
  /** Nothing to other sites, the whole address within the site. */
  SAME_ORIGIN = 'same-origin',
  /** The name of the site; nothing from HTTPS to HTTP. */
  STRICT_ORIGIN = 'strict-origin',
  /** The whole address within the site, its name to others, nothing from HTTPS to HTTP: what browsers do by themselves today. */
  STRICT_ORIGIN_WHEN_CROSS_ORIGIN = 'strict-origin-when-cross-origin',
}

/** Which pages may show those of a site in a frame. */
export class FrameAncestors {
  /** No page. */
  public static none(): FrameAncestors {
    return new FrameAncestors("'none'", 'DENY');
  }

  /** Pages of the site itself. */
  public static self(): FrameAncestors {
    return new FrameAncestors("'self'", 'SAMEORIGIN');
  }

  /**
   * Pages of the site itself and of others.
   *
   * @param origins Such as `https://portal.example.com`.
   */
  public static origins(...origins: string[]): FrameAncestors {
    const wrong = origins.find((origin) => !/^https?:\/\/(\*\.)?[A-Za-z0-9.-]+(:\d+)?$/.test(origin));
    if (wrong !== undefined) {
      throw new ConfigError({
        code: 'SECURITY_HEADER', path: '', got: `the origin "${wrong}"`, why: 'browsers compare scheme, name and port', fix: 'write it as in https://portal.example.com',
      });
    }
    return new FrameAncestors(["'self'", ...origins].join(' '));
  }

  private constructor(
    /** @internal */ public readonly _sources: string,
    /** @internal What browsers that know no frame-ancestors read. */ public readonly _frameOptions?: string,
  ) {}
}

/** Headers with which a site asks browsers to be careful. An application that sends one of them itself is not overruled. */
export interface SecurityHeaders {
  /**
   * What other sites are told of a visitor's page.
   *
   * @default ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, which is what browsers do anyway
   */
  readonly referrerPolicy?: ReferrerPolicy;
  /**
   * Whether browsers believe the media type of an answer instead of guessing (X-Content-Type-Options). A script that an application
   * sends as text/html no longer runs then.
   *
   * @default false
   */
  readonly noSniff?: boolean;
  /** Who may show pages of the site in a frame (X-Frame-Options and frame-ancestors). @default - everyone */
  readonly frameAncestors?: FrameAncestors;
  /** Further directives of Content-Security-Policy, such as `default-src 'self'`. @default - none */
  readonly contentSecurityPolicy?: string;
  /** Permissions-Policy, such as `camera=(), geolocation=()`. @default - none */
  readonly permissionsPolicy?: string;
}

export function checkSecurityHeaders({ contentSecurityPolicy, permissionsPolicy }: SecurityHeaders, path: string): void {
  checkHeaderValue('contentSecurityPolicy', contentSecurityPolicy, path);
  checkHeaderValue('permissionsPolicy', permissionsPolicy, path);
}

export function securityHeaderDirectives(headers: SecurityHeaders): HttpdDirective[] {
  const { noSniff, frameAncestors, contentSecurityPolicy, permissionsPolicy } = headers;
  const { referrerPolicy = ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN } = headers;
  const policy = [contentSecurityPolicy, frameAncestors && `frame-ancestors ${frameAncestors._sources}`].filter((part) => part !== undefined);
  return ([
    ['Referrer-Policy', referrerPolicy],
    ['X-Content-Type-Options', noSniff ? 'nosniff' : undefined],
    ['X-Frame-Options', frameAncestors?._frameOptions],
    ['Content-Security-Policy', policy.length > 0 ? policy.join('; ') : undefined],
    ['Permissions-Policy', permissionsPolicy],
  ] as [string, string | undefined][]).flatMap(([name, value]) => value === undefined ? [] : [
    // mod_headers reads % in a value; and an answer of the application has its own headers by then.
    directive('Header', 'always', 'set', name, value.split('%').join('%%'), `expr=-z %{resp:${name}}`),
  ]);
}
