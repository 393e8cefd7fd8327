import { machines } from './machines';

export const run = (outdir: string): void => machines(200, outdir);
