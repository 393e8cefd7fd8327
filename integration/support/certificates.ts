import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key in PEM. */
export interface MadeCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** Makes a certificate that signs itself, for names, with openssl. */
export function madeCertificate(...names: string[]): MadeCertificate {
  const directory = mkdtempSync(join(tmpdir(), 'it-certificate-'));
  const [certificate, key] = ['crt', 'key'].map((suffix) => join(directory, `made.${suffix}`));
  try {
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-keyout', key, '-out', certificate,
      '-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
      '-addext', 'basicConstraints=critical,CA:FALSE',
    ], { stdio: 'pipe' });
    return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
