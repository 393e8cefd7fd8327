import { Download } from './artifact';
import { ConfigError } from '../checks/config-error';
import { checkKnown, TOLD_TO_MACHINES } from '../checks/options/check-known';

/** Code that a machine runs must be what its team built. */
export function checkedDownload(what: 'WAR' | 'jar', url: string, sha256: string, withIdentity: boolean): Pick<Download, 'url' | 'sha256' | 'withIdentity'> {
  checkKnown(`a URL of a ${what}`, url, TOLD_TO_MACHINES);
  checkKnown(`a SHA-256 of ${url}`, sha256, TOLD_TO_MACHINES);
  if (!/^https:\/\/[\w.-]+(:\d+)?\/[!-~]*$/.test(url)) {
    throw new ConfigError({
      code: 'DOWNLOAD_URL',
      path: '',
      got: `the URL ${url}`,
      why: `a ${what} is fetched over https only: otherwise whoever is on the way may read it, and the name of its server proves nothing`,
      fix: `use a URL such as https://account.blob.core.windows.net/releases/shop-1.2.${what.toLowerCase()}`,
    });
  }
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    throw new ConfigError({
      code: 'DOWNLOAD_CHECKSUM',
      path: '',
      got: `the SHA-256 "${sha256}" of ${url}`,
      why: 'without the checksum of what was tested, the machines would run whatever the URL leads to',
      fix: `pass the 64 hexadecimal digits that sha256sum prints for the ${what}`,
    });
  }
  return { url, sha256: sha256.toLowerCase(), withIdentity };
}
