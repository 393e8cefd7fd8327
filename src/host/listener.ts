/** A port on which a service listens. */
export interface Listener {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** The address on which it listens, where the program says one. @default - one that the host has */
  readonly address?: string;
  /** What the port is for, as messages say it: "AJP connector". */
  readonly purpose: string;
  /** True where other hosts reach it. */
  readonly reachable: boolean;
}
