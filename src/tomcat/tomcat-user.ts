import { passwordText } from './password';
import { Secret } from '../text/secret';
import { Text } from '../text/text';
import { xmlDocument, XmlElement } from '../text/xml';

/** A user of Tomcat's own user database, for an application's own login. */
export interface TomcatUser {
  /** The name. */
  readonly username: string;
  /** The password; no `${` and no control characters. */
  readonly password: Secret;
  /** The roles that applications ask for. */
  readonly roles: string[];
}

/** tomcat-users.xml. */
export function tomcatUsersXml(users: TomcatUser[]): Text {
  const roles = [...new Set(users.flatMap((user) => user.roles))].sort();
  return xmlDocument({
    name: 'tomcat-users',
    attributes: { xmlns: 'http://tomcat.apache.org/xml', version: '1.0' },
    children: [
      ...roles.map((rolename) => ({ name: 'role', attributes: { rolename } })),
      ...users.map(({ username, password, roles: granted }) => ({
        name: 'user', attributes: { username, password: passwordText(password, "a Tomcat user's password"), roles: granted.join(',') },
      })),
    ],
  });
}

const NAME = 'UserDatabase';

/** The elements of server.xml that read tomcat-users.xml, by the name of a global resource. */
export const USER_DATABASE: { name: string; resource: XmlElement; realm: XmlElement } = {
  name: NAME,
  resource: {
    name: 'Resource',
    attributes: {
      name: NAME,
      auth: 'Container',
      type: 'org.apache.catalina.UserDatabase',
      factory: 'org.apache.catalina.users.MemoryUserDatabaseFactory',
      pathname: 'conf/tomcat-users.xml',
      readonly: true,
    },
  },
  realm: {
    name: 'Realm',
    attributes: { className: 'org.apache.catalina.realm.LockOutRealm' },
    children: [{ name: 'Realm', attributes: { className: 'org.apache.catalina.realm.UserDatabaseRealm', resourceName: NAME } }],
  },
};
