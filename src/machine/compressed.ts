/** A text as gzip in base64, the same in every run. */
export function compressed(text: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { gzipSync } = require('fflate') as typeof import('fflate'); // loaded when the first machine is written
  return Buffer.from(gzipSync(Buffer.from(text, 'utf8'), { level: 9, mtime: 0 })).toString('base64');
}
