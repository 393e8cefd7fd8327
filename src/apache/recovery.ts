/** What a front end does where a Tomcat fails, as far as the program says it. */
export interface Recovery {
  /** Which failed requests mod_jk sends to another Tomcat, as its sum of flags. */
  readonly flags?: number;
  /** The option that refuses a visitor whose Tomcat is gone. */
  readonly refusing?: 'stickySessionForce' | 'noFailover';
  /** Statuses of answers that take a Tomcat out; a negative one has another Tomcat asked, and takes none out. */
  readonly failOnStatus?: number[];
}
