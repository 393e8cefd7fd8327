import { Capacity } from '../host/memory';

/** MiB for each vCPU of the sizes whose name counts them. */
const SERIES: [RegExp, number][] = [
  [/^Standard_D(2|4|8|16|32|48|64)a?d?s_v[3-6]$/, 4096],
  [/^Standard_D(2|4|8|16|32|48|64)a?ld?s_v[56]$/, 2048],
  [/^Standard_E(2|4|8|16|32)a?d?s_v[3-6]$/, 8192],
  [/^Standard_F(2|4|8|16|32|48|64|72)s_v2$/, 2048],
  [/^Standard_B(2|4|8|16|32)a?s_v2$/, 4096],
  [/^Standard_B(2|4|8|16|32)a?ls_v2$/, 2048],
];

/** vCPUs and MiB of the burstable sizes, whose names do not say it. */
const BURSTABLE: { [size: string]: [cores: number, memoryMegabytes: number] } = {
  Standard_B1s: [1, 1024],
  Standard_B1ms: [1, 2048],
  Standard_B2s: [2, 4096],
  Standard_B2ms: [2, 8192],
  Standard_B4ms: [4, 16_384],
  Standard_B8ms: [8, 32_768],
  Standard_B12ms: [12, 49_152],
  Standard_B16ms: [16, 65_536],
  Standard_B20ms: [20, 81_920],
};

/**
 * What a common size has; of others nothing is known.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/sizes/overview
 */
export function capacityOfSize(size: string): Capacity {
  if (size in BURSTABLE) {
    const [cores, memoryMegabytes] = BURSTABLE[size];
    return { cores, memoryMegabytes };
  }
  const [cores, perCore] = SERIES.flatMap(([name, megabytes]) => {
    const count = name.exec(size)?.[1];
    return count === undefined ? [] : [Number(count), megabytes];
  });
  return cores === undefined ? {} : { cores, memoryMegabytes: cores * perCore };
}
