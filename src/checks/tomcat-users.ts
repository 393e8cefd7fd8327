import { Check, error } from './check';

const PASSWORD_LENGTH = 12;

/** The manager runs what it is given, so that passwords must not be guessed. */
export const passwordsAreNotGuessed: Check = (topology) => topology.instances.flatMap((instance) => (instance._props.users ?? [])
  .filter(({ username, password: { _plainText } }) => _plainText !== undefined && (_plainText.length < PASSWORD_LENGTH || _plainText === username))
  .map(({ username, password: { _plainText } }) => error('USER_PASSWORD_WEAK', instance.node.path, {
    got: `a password of the user ${username} that ${_plainText === username ? 'is the name' : `has fewer than ${PASSWORD_LENGTH} characters`}`,
    why: 'it is guessed sooner than LockOutRealm helps, by whoever reaches the login',
    fix: 'pass a long random one as Secret.fromVariable(variable)',
  })));

/** The text and JMX interfaces of the manager have no protection against forged requests, which a browser can be made to send. */
export const managerRolesAreApart: Check = (topology) => topology.instances.flatMap((instance) => (instance._props.users ?? [])
  .filter(({ roles }) => roles.includes('manager-gui') && scripted(roles).length > 0)
  .map(({ username, roles }) => error('MANAGER_ROLES', instance.node.path, {
    got: `the user ${username} with manager-gui and ${scripted(roles).join(' and ')}`,
    why: 'another page in the browser of this user could send commands to the text interface, which has no protection against that',
    fix: 'make a user of its own for programs',
  })));

function scripted(roles: string[]): string[] {
  return roles.filter((role) => ['manager-script', 'manager-jmx'].includes(role));
}
