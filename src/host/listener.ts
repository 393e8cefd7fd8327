/** A port on which a service listens. */
export interface Listener {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** What the port is for, as messages say it: "AJP connector". */
  readonly purpose: string;
  /** True where other hosts reach it. */
  readonly reachable: boolean;
}
