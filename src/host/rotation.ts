/** A load balancer that asks again and again whether a service serves. */
export interface Rotation {
  /** From where it asks, in CIDR notation. */
  readonly askedFrom: string[];
  readonly port: number;
  /** How long it takes until it has noticed a change, in seconds. */
  readonly seconds: number;
}
