import { ConfigError } from '../checks/config-error';
import { checkSecret } from '../text/check-secret';
import type { Constraint } from '../text/reference';
import { Secret } from '../text/secret';

/** What EncryptInterceptor takes: AES has keys of 128, 192 and 256 bits. */
export const ENCRYPTION_KEY: Constraint = {
  pattern: '^([0-9A-Fa-f]{32}|[0-9A-Fa-f]{48}|[0-9A-Fa-f]{64})$',
  message: 'the encryption key of a cluster must be 32, 48 or 64 hexadecimal digits.',
};

/** Refuses a key in clear with which no channel would start. One that comes later is checked when Terraform plans. */
export function checkEncryptionKey(key: Secret): void {
  checkSecret(key, 'encryptionKey', '');
  if (key._plainText === undefined || new RegExp(ENCRYPTION_KEY.pattern).test(key._plainText)) return;
  throw new ConfigError({
    code: 'ENCRYPTION_KEY',
    path: '',
    got: `an encryption key of ${key._plainText.length} characters`,
    why: 'AES has keys of 32, 48 or 64 hexadecimal digits, and the channel would not start',
    fix: 'make one with openssl rand -hex 32, and pass it as Secret.fromVariable(variable)',
  });
}
