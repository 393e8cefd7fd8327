import { XmlElement } from '../text/xml';

/** How the members of a cluster watch each other that are found by DNS or by Kubernetes. */
export interface CloudMembershipOptions {
  /** How long a connection to the one that is asked may take, in milliseconds. @default - Tomcat's own, 1000 */
  readonly connectTimeoutMillis?: number;
  /** How long its answer is waited for, in milliseconds. @default - Tomcat's own, 1000 */
  readonly readTimeoutMillis?: number;
  /** After which silence a member counts as gone, in milliseconds. @default - Tomcat's own, 5000 */
  readonly expirationTimeMillis?: number;
}

/** How Kubernetes is asked for the members of a cluster. */
export interface KubernetesMembershipOptions extends CloudMembershipOptions {
  /** The pods' labels, as a selector such as `app=shop`. @default - all pods of the namespace */
  readonly labels?: string;
}

/** @internal Who is asked, and what the process must find in its environment for it. */
export interface CloudMembership {
  readonly provider: 'dns' | 'kubernetes';
  readonly options: CloudMembershipOptions;
  readonly environment: { [name: string]: string };
  /** The name that has the addresses of all members. */
  readonly serviceName?: string;
}

/** CloudMembershipService, the same for every member. */
export function cloudElement({ provider, options }: CloudMembership): XmlElement {
  return {
    name: 'Membership',
    attributes: {
      className: 'org.apache.catalina.tribes.membership.cloud.CloudMembershipService',
      membershipProviderClassName: provider,
      connectTimeout: options.connectTimeoutMillis,
      readTimeout: options.readTimeoutMillis,
      expirationTime: options.expirationTimeMillis,
    },
  };
}
