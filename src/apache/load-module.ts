import { directive, HttpdDirective, section } from '../text/httpd-directive';

/** A module that may be built into httpd, which differs between its packagers. */
export function loadModule(name: string, modules: string): HttpdDirective {
  return section('IfModule', `!${name}_module`, directive('LoadModule', `${name}_module`, `${modules}/mod_${name}.so`));
}
