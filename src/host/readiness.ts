import { ConfigError } from '../checks/config-error';

/** How a host finds out whether a service serves. */
export interface Readiness {
  readonly address: string;
  readonly port: number;
  /** The request that a serving service answers; without one, a connection is enough. */
  readonly request?: { readonly path: string; readonly hostName: string };
}

/** How long it is waited for an answer, in seconds: the host itself gives the command five. */
const ANSWER_S = 4;

/**
 * A bash command that succeeds when the service answers with a page, a redirect or a demand to log in, and otherwise says what it answered. It needs
 * no program beside bash, so that it runs in any image.
 */
export function readinessCommand({ address, port, request }: Readiness): string[] {
  const connect = `exec 3<>/dev/tcp/${address}/${port}`;
  if (!request) return ['bash', '-c', connect];
  const text = `GET ${request.path} HTTP/1.1\\r\\nHost: ${request.hostName}\\r\\nConnection: close\\r\\n\\r\\n`;
  return ['bash', '-c', [
    `${connect} && printf %b '${text}' >&3 || exit`,
    `read -r -t ${ANSWER_S} _ status _ <&3 || status=`,
    `case $status in [23]??|401) exit ;; '') said='not answered within ${ANSWER_S} seconds' ;; *) said="answered $status, not with a page, a redirect or 401" ;; esac`,
    'case $status in 4??) said="$said: say readinessPath" ;; esac',
    `echo 'GET ${request.path} was '"$said"`,
    'exit 1',
  ].join('; ')];
}

/** Refuses what a request line, a shell and Terraform do not all read alike. */
export function checkReadinessPath(readinessPath: string, path = ''): void {
  if (/^\/[A-Za-z0-9._~/?&=+-]*$/.test(readinessPath)) return;
  throw new ConfigError({
    code: 'READINESS_PATH',
    path,
    got: `the readiness path "${readinessPath}"`,
    why: 'it is asked for by a command in the container',
    fix: 'begin with a slash and use letters, digits and . _ ~ / ? & = + -, as in /health',
  });
}
