import { moduleOf, modulesOfArguments, placeOf } from './directive-modules';
import { allowingParameters, location, SECTIONS_OF_PATHS } from './path-parameters';
import { checkServedFolder } from './served-folder';
import type { ThrownCode } from '../../checks/codes';
import { ASKED_AGAIN } from '../ask-again';
import type { BalancingModule } from '../distribution';
import { logLevels } from '../httpd-logs';
import { ConfigError } from '../../checks/config-error';
import { directive, HttpdDirective, section } from '../../text/httpd-directive';
import { isBelow } from '../../text/path';

/** A directive that the library has no words for. Its arguments are quoted; what they say is checked by nobody but httpd. */
export interface ExtraDirective {
  /** Such as `ExpiresActive`, or of a section such as `Location`. */
  readonly name: string;
  /** Each is one argument, whatever blanks or quotes it holds. @default - none */
  readonly arguments?: string[];
  /** What stands in a section. @default - it is no section */
  readonly children?: ExtraDirective[];
  /** Modules that it needs, such as `ratelimit`; the library knows those of most directives of httpd itself. @default - the one it is of */
  readonly modules?: string[];
}

/** What the library says by itself, or has an option for. */
const TAKEN = new Set([
  'virtualhost', 'servername', 'serveralias', 'documentroot', 'protocols', 'jkmount', 'jkunmount', 'jkmountcopy', 'jkmountfile', 'proxypass', 'proxypassmatch',
  'sslengine', 'sslcertificatefile', 'sslcertificatekeyfile', 'sslcertificatechainfile', 'sslprotocol', 'sslciphersuite', 'sslhonorcipherorder', 'sslsessiontickets',
]);
const OF_NAMES = ['files', 'filesmatch'];
const OF_FILES = ['directory', 'directorymatch', ...OF_NAMES];
const OF_REQUESTS = ['limit', 'limitexcept', 'limitrequestbody', 'limitxmlrequestbody'];
const WHO_MAY = ['require', 'requireall', 'requireany', 'requirenone', 'authtype', 'authname', 'authuserfile'];
const REFUSING = ['require', 'sslrequiressl', 'deny'];
const SERVING = ['alias', 'aliasmatch'];
/** What httpd looks at where no route passes a request. */
const COME_LATE = [...SERVING, 'redirect', 'redirectmatch', 'redirectpermanent', 'redirecttemp'];
/** With which a program can keep single requests from Tomcats. */
const KEPT = /\bno-(jk|proxy)\b/;

/** What of a virtual host its further directives must fit. */
export interface ExtendedSite {
  /** Whether visitors may come by HTTPS, as far as httpd or a load balancer before it. */
  readonly encrypted: boolean;
  /** What passes requests to Tomcats. */
  readonly balancedBy: BalancingModule;
  /** Whether httpd answers some requests with files. */
  readonly servesFiles: boolean;
  /** Whether Tomcats get whatever is asked for at a path and below it. */
  readonly passesAll: (path: string) => boolean;
}

/** Refuses what httpd would not start with, or read otherwise than it looks. */
export function checkExtraDirectives(extras: ExtraDirective[], site: ExtendedSite, path: string, within?: string): void {
  const keepsSome = extras.some(({ arguments: args = [] }) => args.some((argument) => KEPT.test(argument)));
  const servesFiles = site.servesFiles || extras.some(({ name }) => SERVING.includes(name.toLowerCase()));
  for (const { name, arguments: args = [], children = [], modules } of extras) {
    const refuse = (code: ThrownCode, got: string, why: string, fix: string) => { throw new ConfigError({ code, path, got, why, fix }); };
    const lower = name.toLowerCase();
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
      refuse('EXTRA_DIRECTIVE', `the directive "${name}"`, 'it is one word, and its arguments are a list', "write it as in { name: 'ExpiresActive', arguments: ['On'] }");
    }
    if (TAKEN.has(lower)) refuse('EXTRA_DIRECTIVE', `the directive ${name}`, 'the library writes it, and its other files agree with it', 'use the option of the virtual host or of the front end');
    if (moduleOf(name) === undefined && !modules?.length) {
      refuse('EXTRA_DIRECTIVE', `the directive ${name}`, 'the library does not know which module it is of, and httpd does not start with a directive whose module is not loaded',
        `pass modules with it, as in { name: '${name}', modules: ['ratelimit'] }; directives for the whole server are no part of a virtual host`);
    }
    const wrong = modules?.find((module) => !/^[a-z0-9_]+$/.test(module));
    if (wrong !== undefined) refuse('EXTRA_DIRECTIVE', `the module "${wrong}"`, 'a module is named as its file mod_<name>.so', "write it as in modules: ['ratelimit']");
    const ofFiles = within !== undefined && OF_FILES.includes(within.toLowerCase());
    if (ofFiles && (OF_REQUESTS.includes(lower) || (WHO_MAY.includes(lower) && !servesFiles))) {
      refuse('LIMIT_IN_DIRECTORY', `${name} in <${within}>`, 'a request that is passed to a Tomcat is for no file: httpd does not look into this section for it',
        "use requestLimits, or a section { name: 'Location', arguments: ['/'] }");
    }
    if (OF_NAMES.includes(lower) && within !== undefined && SECTIONS_OF_PATHS.includes(within.toLowerCase())) {
      refuse('EXTRA_DIRECTIVE', `<${name}> in <${within}>`, 'httpd does not start with it: what is in a section of paths is about no file',
        "use a section { name: 'LocationMatch', arguments: ['[.]bak$'] }");
    }
    const place = placeOf(name);
    if (place === 'inside' && within === undefined) {
      refuse('EXTRA_DIRECTIVE', `the directive ${name} outside of a section`, 'httpd takes it for some requests only', "put it into { name: 'Location', arguments: ['/'], children }");
    }
    if (place === 'outside' && within !== undefined) {
      refuse('EXTRA_DIRECTIVE', `the directive ${name} in <${within}>`, 'httpd takes it for a whole virtual host only', 'put it beside the section');
    }
    if (site.balancedBy === 'mod_proxy' && lower === 'setoutputfilter' && within === undefined) {
      refuse('EXTRA_DIRECTIVE', `the directive ${[name, ...args].join(' ')} outside of a section`, 'mod_proxy has a filter of its own for what Tomcats answer, which takes its place',
        "put it into { name: 'Location', arguments: ['/'], children }");
    }
    if (site.balancedBy === 'mod_proxy' && moduleOf(name) === 'rewrite' && within !== undefined && !ofFiles) {
      refuse('EXTRA_DIRECTIVE', `the directive ${name} in <${within}>`, 'it takes the place of the rules by which mod_proxy asks again for what a Tomcat that died did not answer',
        "put it beside the section, with the path in its expression, as in { name: 'RewriteRule', arguments: ['^/old/(.*)$', '/new/$1', '[R]'] }");
    }
    if (site.balancedBy === 'mod_jk' && lower === 'allowencodedslashes' && args[0]?.toLowerCase() === 'nodecode') {
      refuse('EXTRA_DIRECTIVE', `the directive ${name} ${args[0]}`, 'mod_jk encodes once more what is not decoded, so that a Tomcat gets %252F', 'use an ApacheProxyFrontend');
    }
    if (!site.encrypted && lower === 'header' && args.some((argument) => argument.toLowerCase() === 'strict-transport-security')) {
      refuse('VIRTUAL_HOST_TLS', 'Strict-Transport-Security of a virtual host without TLS', 'browsers ignore it over HTTP',
        'pass tls: { certificate }, with which it is sent; or say remoteIp with the protocolHeader of the load balancer that ends TLS');
    }
    if (SERVING.includes(lower)) checkServedFolder(args.at(-1) ?? '', path);
    if (within === undefined && !keepsSome && COME_LATE.includes(lower) && site.passesAll(pathOf(lower, args))) {
      const fix = SERVING.includes(lower) ? 'use staticFiles, or leave the path to httpd with except of the route' : "put it as it is into { name: 'Location', arguments: ['/'], children }";
      refuse('EXTRA_DIRECTIVE', `the directive ${[name, ...args].join(' ')}`, 'a route passes these requests, and httpd gives them to a Tomcat before it looks at it', fix);
    }
    checkExtraDirectives(children, { ...site, servesFiles }, path, OF_FILES.includes(within?.toLowerCase() ?? '') ? within : name);
  }
}

/** Whether some of them may refuse requests of a path that is passed to a Tomcat. */
export function mayRefuse(extras: ExtraDirective[], path: string): boolean {
  return extras.some(({ name, arguments: args = [], children = [] }) => (REFUSING.includes(name.toLowerCase()) && args.join(' ').toLowerCase() !== 'all granted')
    || (covers(name.toLowerCase(), args, path) && mayRefuse(children, path)));
}

/** Whether a section may be about the requests of a path. */
function covers(section: string, args: string[], path: string): boolean {
  const plain = section === 'location' && args.length === 1 && !/[*?[]/.test(args[0]);
  return plain ? isBelow(path, args[0].replace(/(?<=.)\/$/, '')) : !OF_FILES.includes(section);
}

/** The path below which an Alias or a Redirect takes requests; one of an expression may be for any. */
function pathOf(directive: string, args: string[]): string {
  return (directive.endsWith('match') ? undefined : args.find((argument) => argument.startsWith('/'))) ?? '/';
}

/** The modules that they need. */
export function modulesOfExtras(extras: ExtraDirective[]): string[] {
  return extras.flatMap(({ name, arguments: args = [], children = [], modules = [] }) => [
    ...[moduleOf(name) ?? 'core', ...modulesOfArguments(name, args)].filter((module) => module !== 'core'),
    ...modules,
    ...modulesOfExtras(children),
  ]);
}

/** @param answerFilter What all answers pass, in whose place the filters of a section would stand. */
export function extraDirectives(extras: ExtraDirective[], answerFilter?: string): HttpdDirective[] {
  return extras.flatMap(({ name, arguments: args = [], children }) => {
    const lower = name.toLowerCase();
    if (lower === 'loglevel') return logLevels(args);
    if (lower === 'setoutputfilter' && answerFilter) return [directive(name, ...behind(answerFilter, args))];
    const within = children && extraDirectives(children, answerFilter);
    if (children && within && lower === 'location' && args.length === 1) {
      // Where an Alias begins is said by the name of its section.
      return [children.some((child) => SERVING.includes(child.name.toLowerCase())) ? section('Location', args[0], ...within) : location(args[0], within)];
    }
    // The expression of a LocationMatch, or after the ~ of a Location, is the last argument.
    const words = SECTIONS_OF_PATHS.includes(lower) ? [...args.slice(0, -1), ...args.slice(-1).map(allowingParameters)] : args;
    return [{ name, arguments: words, children: within }];
  });
}

/** What httpd asks for in place of a request, such as its page again or that of an error, is named as the rules of the program have left it. */
export function rewrittenOnce(extras: ExtraDirective[]): HttpdDirective[] {
  if (extras.every(({ name }) => name.toLowerCase() !== 'rewriterule')) return [];
  return [directive('RewriteCond', 'expr', ASKED_AGAIN), directive('RewriteRule', '^', '-', '[L]')];
}

function behind(first: string, [filters = '', ...others]: string[]): string[] {
  const has = filters.toUpperCase().split(';').includes(first);
  return [has ? filters : `${first};${filters}`, ...others];
}
