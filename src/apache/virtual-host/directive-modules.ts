import { modulesOfLogFormat } from '../httpd-logs';

/** Directives that a virtual host may hold, by the module of httpd that they are of. */
const DIRECTIVES: { readonly [module: string]: string } = {
  core: 'AcceptPathInfo AddDefaultCharset AllowEncodedSlashes AllowOverride Directory DirectoryMatch EnableMMAP EnableSendfile ErrorDocument ErrorLog '
    + 'FileETag Files FilesMatch ForceType HostnameLookups HttpProtocolOptions If ElseIf Else KeepAlive KeepAliveTimeout Limit LimitExcept LimitInternalRecursion '
    + 'LimitRequestBody LimitXMLRequestBody Location LocationMatch LogLevel MaxKeepAliveRequests MaxRanges MergeSlashes MergeTrailers Options '
    + 'QualifyRedirectURL ServerAdmin ServerPath ServerSignature SetHandler SetInputFilter SetOutputFilter Timeout UseCanonicalName UseCanonicalPhysicalPort',
  alias: 'Alias AliasMatch AliasPreservePath Redirect RedirectMatch RedirectPermanent RedirectRelative RedirectTemp',
  auth_basic: 'AuthBasicAuthoritative AuthBasicFake AuthBasicProvider AuthBasicUseDigestAlgorithm',
  authn_core: 'AuthName AuthType',
  authn_file: 'AuthUserFile',
  authz_core: 'AuthMerging AuthzSendForbiddenOnFailure Require RequireAll RequireAny RequireNone',
  authz_groupfile: 'AuthGroupFile',
  brotli: 'BrotliAlterETag BrotliCompressionMaxInputBlock BrotliCompressionQuality BrotliCompressionWindow BrotliFilterNote',
  buffer: 'BufferSize',
  deflate: 'DeflateAlterEtag DeflateBufferSize DeflateCompressionLevel DeflateFilterNote DeflateInflateLimitRequestBody DeflateInflateRatioBurst '
    + 'DeflateInflateRatioLimit DeflateMemLevel DeflateWindowSize',
  dir: 'DirectoryCheckHandler DirectoryIndex DirectoryIndexRedirect DirectorySlash FallbackResource',
  env: 'PassEnv SetEnv UnsetEnv',
  expires: 'ExpiresActive ExpiresByType ExpiresDefault',
  filter: 'AddOutputFilterByType FilterChain FilterDeclare FilterProtocol FilterProvider FilterTrace',
  headers: 'Header RequestHeader',
  http2: 'H2CopyFiles H2EarlyHint H2EarlyHints H2MaxSessionStreams H2OutputBuffering H2Padding H2Push H2PushDiarySize H2PushPriority H2PushResource '
    + 'H2StreamMaxMemSize H2StreamTimeout H2TLSCoolDownSecs H2TLSWarmUpSize H2Upgrade H2WebSockets H2WindowSize',
  log_config: 'CustomLog LogFormat TransferLog',
  log_debug: 'LogMessage',
  mime: 'AddCharset AddEncoding AddHandler AddInputFilter AddLanguage AddOutputFilter AddType DefaultLanguage ModMimeUsePathInfo MultiviewsMatch '
    + 'RemoveCharset RemoveEncoding RemoveHandler RemoveInputFilter RemoveLanguage RemoveOutputFilter RemoveType',
  request: 'KeptBodySize',
  rewrite: 'RewriteBase RewriteCond RewriteEngine RewriteMap RewriteOptions RewriteRule',
  setenvif: 'BrowserMatch BrowserMatchNoCase SetEnvIf SetEnvIfExpr SetEnvIfNoCase',
  ssl: 'SSLCACertificateFile SSLCACertificatePath SSLCADNRequestFile SSLCADNRequestPath SSLCARevocationCheck SSLCARevocationFile SSLCARevocationPath '
    + 'SSLOpenSSLConfCmd SSLOptions SSLRequireSSL SSLUserName SSLVerifyClient SSLVerifyDepth',
  substitute: 'Substitute SubstituteInheritBefore SubstituteMaxLineLength',
};

/** Those that stand in no section: they are for the whole virtual host. */
const OUTSIDE_SECTIONS = words('AllowEncodedSlashes Directory DirectoryMatch ErrorLog HttpProtocolOptions KeepAlive KeepAliveTimeout LimitInternalRecursion '
  + 'Location LocationMatch MaxKeepAliveRequests MergeSlashes MergeTrailers ServerAdmin ServerPath Timeout AliasMatch BrotliAlterETag '
  + 'BrotliCompressionMaxInputBlock BrotliCompressionQuality BrotliCompressionWindow BrotliFilterNote DeflateAlterEtag DeflateBufferSize '
  + 'DeflateCompressionLevel DeflateFilterNote DeflateMemLevel DeflateWindowSize H2EarlyHints H2MaxSessionStreams H2OutputBuffering H2Padding '
  + 'H2PushDiarySize H2PushPriority H2StreamMaxMemSize H2StreamTimeout H2TLSCoolDownSecs H2TLSWarmUpSize H2WebSockets H2WindowSize CustomLog LogFormat '
  + 'TransferLog RewriteMap SSLCADNRequestFile SSLCADNRequestPath SSLCARevocationCheck SSLCARevocationFile SSLCARevocationPath SSLOpenSSLConfCmd');

/** Those that stand in a section only: they are for some requests. */
const INSIDE_SECTIONS = words('AllowOverride BufferSize ModMimeUsePathInfo KeptBodySize Limit LimitExcept AuthBasicAuthoritative AuthBasicFake '
  + 'AuthBasicProvider AuthBasicUseDigestAlgorithm AuthName AuthType AuthUserFile AuthMerging AuthzSendForbiddenOnFailure Require RequireAll RequireAny '
  + 'RequireNone AuthGroupFile SSLRequireSSL');

/** Where a directive stands. */
export function placeOf(directive: string): 'outside' | 'inside' | 'anywhere' {
  if (OUTSIDE_SECTIONS.has(directive.toLowerCase())) return 'outside';
  return INSIDE_SECTIONS.has(directive.toLowerCase()) ? 'inside' : 'anywhere';
}

function words(text: string): Set<string> {
  return new Set(text.toLowerCase().split(' '));
}

const MODULES = new Map(Object.entries(DIRECTIVES)
  .flatMap(([module, directives]) => directives.split(' ').map((directive) => [directive.toLowerCase(), module])));

/** The modules of the directives that the library knows. */
export const KNOWN_MODULES = Object.keys(DIRECTIVES).filter((module) => module !== 'core');

/** The directives of one of them. */
export function directivesOf(module: string): string[] {
  return DIRECTIVES[module].split(' ');
}

/** The module that a directive is of; undefined where the library does not know it. */
export function moduleOf(directive: string): string | undefined {
  return MODULES.get(directive.toLowerCase());
}

const BY_ARGUMENT: { readonly [word: string]: string } = {
  'require ip': 'authz_host',
  'require host': 'authz_host',
  'require local': 'authz_host',
  'require forward-dns': 'authz_host',
  'require user': 'authz_user',
  'require valid-user': 'authz_user',
  'require group': 'authz_groupfile',
  'authtype basic': 'auth_basic',
  'authtype digest': 'auth_digest',
  'authbasicprovider file': 'authn_file',
};

/** Which argument of a directive names filters, divided by semicolons. */
const FILTERS_AT: { readonly [directive: string]: number } = {
  setinputfilter: 0, setoutputfilter: 0, addinputfilter: 0, addoutputfilter: 0, addoutputfilterbytype: 0, filterprovider: 1,
};

/** Which argument of a directive is the format of a log, or a name of one. */
const FORMAT_AT: { readonly [directive: string]: number } = { logformat: 0, customlog: 1 };

const BY_FILTER: { readonly [filter: string]: string } = {
  brotli_compress: 'brotli', buffer: 'buffer', deflate: 'deflate', inflate: 'deflate', rate_limit: 'ratelimit', substitute: 'substitute',
};

/** The modules that the arguments of a directive ask for beside its own. */
export function modulesOfArguments(directive: string, args: string[]): string[] {
  const words = args[0]?.toLowerCase() === 'not' ? args.slice(1) : args;
  const filters = args[FILTERS_AT[directive.toLowerCase()]]?.toLowerCase().split(';') ?? [];
  return [
    BY_ARGUMENT[`${directive} ${words[0] ?? ''}`.toLowerCase()],
    ...filters.map((filter) => BY_FILTER[filter]),
    ...modulesOfLogFormat(args[FORMAT_AT[directive.toLowerCase()]] ?? ''),
  ].filter((module) => module !== undefined);
}
