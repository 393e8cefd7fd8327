/** A Docker network that exists already. */
export class DockerNetwork {
  /**
   * A user-defined bridge network.
   *
   * @param networkName Its name.
   * @param subnet Its addresses, such as `172.30.0.0/24`.
   */
  public static bridge(networkName: string, subnet: string): DockerNetwork {
    return new DockerNetwork(networkName, subnet, true);
  }

  /**
   * An overlay network of a swarm, which does not carry multicast.
   *
   * @param networkName Its name.
   * @param subnet Its addresses, such as `10.0.1.0/24`.
   */
  public static overlay(networkName: string, subnet: string): DockerNetwork {
    return new DockerNetwork(networkName, subnet, false);
  }

  private constructor(
    /** The network's name. */
    public readonly networkName: string,
    /** Its addresses, in CIDR notation. */
    public readonly subnet: string,
    /** Whether multicast reaches every container of the network. */
    public readonly carriesMulticast: boolean,
  ) {}
}
