import { moduleOf, moduleOfArguments, placeOf } from './directive-modules';
import { checkServedFolder } from './served-folder';
import type { ThrownCode } from '../../checks/codes';
import { ConfigError } from '../../checks/config-error';
import { HttpdDirective } from '../../text/httpd-directive';

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
const OF_FILES = ['directory', 'directorymatch', 'files', 'filesmatch'];
const OF_REQUESTS = ['limit', 'limitexcept', 'limitrequestbody', 'limitxmlrequestbody'];
const WHO_MAY = ['require', 'requireall', 'requireany', 'requirenone', 'authtype', 'authname', 'authuserfile'];
const SERVING = ['alias', 'aliasmatch'];

/** What of a virtual host its further directives must fit. */
export interface ExtendedSite {
  readonly tls: boolean;
  /** Whether httpd answers some requests with files. */
  readonly servesFiles: boolean;
}

/** Refuses what httpd would not start with, or read otherwise than it looks. */
export function checkExtraDirectives(extras: ExtraDirective[], site: ExtendedSite, path: string, within?: string): void {
  const { tls } = site;
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
    const place = placeOf(name);
    if (place === 'inside' && within === undefined) {
      refuse('EXTRA_DIRECTIVE', `the directive ${name} outside of a section`, 'httpd takes it for some requests only', "put it into { name: 'Location', arguments: ['/'], children }");
    }
    if (place === 'outside' && within !== undefined) {
      refuse('EXTRA_DIRECTIVE', `the directive ${name} in <${within}>`, 'httpd takes it for a whole virtual host only', 'put it beside the section');
    }
    if (!tls && lower === 'header' && args.some((argument) => argument.toLowerCase() === 'strict-transport-security')) {
      refuse('VIRTUAL_HOST_TLS', 'Strict-Transport-Security of a virtual host without TLS', 'browsers ignore it over HTTP', 'pass tls: { certificate }, with which it is sent');
    }
    if (SERVING.includes(lower)) checkServedFolder(args.at(-1) ?? '', path);
    checkExtraDirectives(children, { tls, servesFiles }, path, OF_FILES.includes(within?.toLowerCase() ?? '') ? within : name);
  }
}

/** The modules that they need. */
export function modulesOfExtras(extras: ExtraDirective[]): string[] {
  return extras.flatMap(({ name, arguments: args = [], children = [], modules = [] }) => [
    ...[moduleOf(name), moduleOfArguments(name, args)].filter((module): module is string => module !== undefined && module !== 'core'),
    ...modules,
    ...modulesOfExtras(children),
  ]);
}

export function extraDirectives(extras: ExtraDirective[]): HttpdDirective[] {
  return extras.map(({ name, arguments: args = [], children }) => ({ name, arguments: args, children: children && extraDirectives(children) }));
}
