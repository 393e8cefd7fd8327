import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { SPECIAL_ADDRESSES } from './special-addresses';

const run = promisify(execFile);
const NAME = 'azure-lab';
/** Azure marks its own machines with this. */
const ASSET_TAG = '/sys/class/dmi/id/chassis_asset_tag';
const AZURE = '7783-7084-3265-9085-8269-3286-77';

/** Gives this machine the special addresses, on an interface of their own. */
export async function addSpecialAddresses(): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('the Azure lab gives this machine addresses and needs root on Linux for it');
  }
  if (existsSync(ASSET_TAG) && readFileSync(ASSET_TAG, 'utf8').trim() === AZURE) {
    throw new Error('this machine runs on Azure: the lab would take the addresses of the real platform from it');
  }
  await removeSpecialAddresses();
  // A bridge without ports, because every machine with Docker can make one.
  await run('ip', ['link', 'add', NAME, 'type', 'bridge']);
  await run('ip', ['link', 'set', NAME, 'up']);
  for (const address of SPECIAL_ADDRESSES) await addAddress(address);
}

/** One more, which goes with the others. */
export async function addAddress(address: string): Promise<void> {
  await run('ip', ['address', 'add', `${address}/32`, 'dev', NAME]);
}

export async function removeSpecialAddresses(): Promise<void> {
  await run('ip', ['link', 'delete', NAME]).catch(() => undefined);
}
