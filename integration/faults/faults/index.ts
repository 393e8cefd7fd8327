import { longRequest } from './long-request';
import { memory } from './memory';
import { oneDies } from './one-dies';
import { oneHangs } from './one-hangs';
import { several } from './several';
import { split } from './split';
import { Fault } from '../fault';

/** In the order in which they are run and shown. */
export const FAULTS: Fault[] = [...oneDies, ...oneHangs, memory, ...several, split, longRequest];
