/** Where an instance takes the messages of its cluster. */
export interface ReceiverOptions {
  /** The address that is bound, and announced to the other members. @default - the address of the instance on its network */
  readonly address?: string;
  /** The TCP port. @default - from the instance's port plan: 4000 for the first instance of a node */
  readonly port?: number;
  /** How many ports are tried from `port` up. With more than one, firewalls and neighbours meet a port nobody wrote down. @default 1 */
  readonly autoBind?: number;
  /**
   * The most messages that are received at once.
   *
   * @default - 1 where they must stay in order (DeltaManager, asynchronous), otherwise Tomcat's own, 15
   */
  readonly maxThreads?: number;
}
