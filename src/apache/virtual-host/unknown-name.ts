/** Names the virtual host for all names that no site has. Nobody can have it (RFC 6761), and httpd finds it before any wildcard. */
export const UNKNOWN_NAME = 'unknown.invalid';
