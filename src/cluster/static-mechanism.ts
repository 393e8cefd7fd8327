/** Which part of Tomcat holds a list of members. */
export class StaticMechanism {
  /** StaticMembershipService: one list for all members, which ask each other whether they are there. From Tomcat 9.0.17. */
  public static readonly SERVICE = new StaticMechanism('StaticMembershipService');
  /** StaticMembershipInterceptor: a list of the others on each member, without a membership service. In every release. */
  public static readonly INTERCEPTOR = new StaticMechanism('StaticMembershipInterceptor');

  private constructor(
    /** Tomcat's name of the class. */
    public readonly simpleName: string,
  ) {}
}
