import { resolve } from 'node:path';

/** The root of this repository: commands are run here. */
export const repository = resolve(__dirname, '../..');
