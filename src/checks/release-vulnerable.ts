import { Check, error, warning } from './check';
import { rangeOf } from '../release/release-lines';
import { Exposed, VULNERABILITIES } from '../release/release-vulnerabilities';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

/** Known vulnerabilities of what an instance is configured to do. A package of the operating system has corrections of its own. */
export const releaseIsNotVulnerable: Check = (topology) => topology.instances.filter((instance) => !instance._packaged).flatMap((instance) => {
  const { version } = instance.release;
  const exposed = exposedBy(instance);
  return VULNERABILITIES.filter((vulnerability) => exposed.has(vulnerability.exposed)).flatMap(({ cve, what, ranges, defeats, exposed: to }) => {
    const range = rangeOf(version, ranges);
    return range ? [(defeats ? error : warning)('RELEASE_VULNERABLE', instance.node.path, {
      got: `${to} with Tomcat ${version}`, why: `${cve}: ${what}`, fix: `use TomcatRelease.of('${range.fixed}') or later`,
    })] : [];
  });
});

function exposedBy({ cluster, _connectors: connectors }: TomcatInstance): Set<Exposed> {
  const algorithms = (cluster?._interceptors ?? []).flatMap(({ _traits: { algorithm } }) => algorithm ? [algorithm] : []);
  return new Set<Exposed>([
    ...(algorithms.length > 0 ? ['EncryptInterceptor' as const] : []),
    ...(algorithms.some(({ _authenticated }) => !_authenticated) ? ['EncryptInterceptor with AES-CBC' as const] : []),
    ...(cluster?._membership._cloud?.provider === 'kubernetes' ? ['Membership.kubernetes()' as const] : []),
    ...(connectors.some(({ _http2 }) => _http2) ? ['HTTP/2' as const] : []),
    ...(connectors.some(({ _protocol }) => _protocol === 'AJP') ? ['AJP' as const] : []),
  ]);
}
