import { directive, HttpdDirective } from '../../text/httpd-directive';

const COMPRESSIBLE = [
  'text/html', 'text/plain', 'text/css', 'text/xml', 'text/javascript', 'application/javascript', 'application/json', 'application/xml', 'image/svg+xml',
];

/**
 * Texts are compressed for clients that take them so.
 *
 * @see https://httpd.apache.org/docs/2.4/mod/mod_deflate.html
 */
export function compressionDirectives(): HttpdDirective[] {
  return [
    directive('AddOutputFilterByType', 'DEFLATE', ...COMPRESSIBLE),
    // mod_deflate adds this to the tag of what it compresses, which a Tomcat would not know again.
    directive('RequestHeader', 'edit*', 'If-None-Match', '-gzip"', '"'),
  ];
}
