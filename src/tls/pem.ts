import { Constraint } from '../text/reference';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----';
const KEY = '-----BEGIN (RSA |EC )?PRIVATE KEY-----[A-Za-z0-9+/=\\s]+-----END (RSA |EC )?PRIVATE KEY-----';
const ANYTHING = '[\\s\\S]*';

/** The server's certificate, and after it those between it and the root. */
export const PEM_CERTIFICATE: Constraint = {
  pattern: `^${ANYTHING}${CERTIFICATE}\\s*$`,
  message: 'a certificate must be PEM: it ends in -----END CERTIFICATE-----.',
};

export const PEM_KEY: Constraint = {
  pattern: `^${ANYTHING}${KEY}\\s*$`,
  message: 'a key must be PEM, and not encrypted: it begins with -----BEGIN PRIVATE KEY-----.',
};

/** As a vault hands a certificate out whose content type is application/x-pem-file: the key, then the certificates. */
export const PEM_BUNDLE: Constraint = {
  pattern: `^${ANYTHING}${KEY}\\s*${ANYTHING}${CERTIFICATE}\\s*$`,
  message: 'it must be PEM with the key, not encrypted, and after it the certificates; a vault writes so where the content type is application/x-pem-file.',
};
