/**
 * What the library can write that not every release reads: the first release of each line that has it. A line that is not named never
 * does. Named as `Class` or `Class attribute` of server.xml; what managers have in common is that of `Manager`.
 *
 * The integration tests ask the real Tomcats for every class and attribute, and compare with this.
 *
 * @see https://tomcat.apache.org/tomcat-9.0-doc/changelog.html
 * @see https://tomcat.apache.org/tomcat-10.1-doc/changelog.html
 * @see https://tomcat.apache.org/tomcat-11.0-doc/changelog.html
 */
const SINCE = {
  'HealthCheckValve': ['9.0.15', '10.1.0', '11.0.0'],
  'StandardVirtualThreadExecutor': ['8.5.100', '9.0.76', '10.1.10', '11.0.0'],
  'StaticMembershipService': ['9.0.17', '10.1.0', '11.0.0'],
  'CloudMembershipService': ['9.0.13', '10.1.0', '11.0.0'],
  'DNSMembershipProvider': ['9.0.32', '10.1.0', '11.0.0'],
  'EncryptInterceptor replayWindowTime': ['9.0.119', '10.1.56', '11.0.23'],
  'EncryptInterceptor replayWindowMessageCount': ['9.0.119', '10.1.56', '11.0.23'],
  'GzipInterceptor compressionMinSize': ['9.0.31', '10.1.0', '11.0.0'],
  'GzipInterceptor statsEnabled': ['9.0.31', '10.1.0', '11.0.0'],
  'GzipInterceptor interval': ['9.0.31', '10.1.0', '11.0.0'],
  'Manager enableStatistics': ['9.0.108', '10.1.44', '11.0.10'],
  'Manager persistAuthentication': ['8.5.100', '9.0.32', '10.1.0', '11.0.0'],
  'Manager persistAuthenticationNotes': ['8.5.83', '9.0.66'],
  'Manager notifyBindingListenerOnUnchangedValue': ['9.0.31', '10.1.0', '11.0.0'],
  'Manager notifyAttributeListenerOnUnchangedValue': ['9.0.31', '10.1.0', '11.0.0'],
  'Manager sessionActivityCheck': ['10.1.0', '11.0.0'],
  'Manager sessionLastAccessAtStart': ['10.1.0', '11.0.0'],
  'Service gracefulStopAwaitMillis': ['8.5.76', '9.0.41', '10.1.0', '11.0.0'],
  'SingleSignOn cookieName': ['8.5.100', '9.0.47', '10.1.0', '11.0.0'],
  'DataSourceStore': ['8.5.100', '9.0.40', '10.1.0', '11.0.0'],
};

export type Feature = keyof typeof SINCE;

export const FEATURES = Object.keys(SINCE) as Feature[];

/** The first release of each line that has it. */
export function since(feature: Feature): string[] {
  return SINCE[feature];
}
