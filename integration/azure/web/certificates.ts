import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = ['DNS:localhost', 'DNS:*.vault.azure.net', 'DNS:*.blob.core.windows.net', 'IP:127.0.0.1'];
const A_DAY_S = '86400';
/** Where the common systems keep the authorities that they trust. */
const SYSTEM_BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];

export interface Certificates {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** The certificate of the lab's own authority. */
  readonly authority: Buffer;
  /** The path of a file with the system's authorities and the lab's. */
  readonly bundle: string;
}

/** The lab's certificates, made with openssl where they are missing or about to end. */
export function certificates(directory: string): Certificates {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(directory, name);
  if (!isValid(file('ca.crt'))) {
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '825', '-subj', '/CN=azure-lab',
      '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-keyout', file('ca.key'), '-out', file('ca.crt'));
    writeFileSync(file('server.crt'), '');
  }
  if (!isValid(file('server.crt'))) {
    writeFileSync(file('server.ext'), `subjectAltName=${NAMES.join(',')}\nextendedKeyUsage=serverAuth\n`);
    openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost',
      '-keyout', file('server.key'), '-out', file('server.csr'));
    openssl('x509', '-req', '-in', file('server.csr'), '-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', '397',
      '-extfile', file('server.ext'), '-out', file('server.crt'));
  }
  const authority = readFileSync(file('ca.crt'));
  const system = [process.env.SSL_CERT_FILE, ...SYSTEM_BUNDLES].find((each) => each && each !== file('bundle.crt') && existsSync(each));
  writeFileSync(file('bundle.crt'), Buffer.concat([system ? readFileSync(system) : Buffer.alloc(0), Buffer.from('\n'), authority]));
  return { key: readFileSync(file('server.key')), cert: readFileSync(file('server.crt')), authority, bundle: file('bundle.crt') };
}

function isValid(certificate: string): boolean {
  try {
    openssl('x509', '-checkend', A_DAY_S, '-noout', '-in', certificate);
    return true;
  } catch {
    return false;
  }
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
