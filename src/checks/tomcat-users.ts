import { Check, error } from './check';

const PASSWORD_LENGTH = 12;
const MANAGER_ROLES = ['manager-gui', 'manager-script', 'manager-jmx', 'manager-status'];

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

/** Without a user database, and with one in which nobody has such a role, the manager refuses every login. */
export const managersHaveUsers: Check = (topology) => topology.instances.flatMap((instance) => {
  const { users = [], engineExtraElements = [] } = instance._props;
  const manager = instance.applications.find(({ _privileged }) => _privileged);
  const may = users.some(({ roles }) => roles.some((role) => MANAGER_ROLES.includes(role))) || engineExtraElements.some(({ name }) => name === 'Realm');
  return !manager || may ? [] : [error('MANAGER_NOBODY', instance.node.path, {
    got: `the manager application at ${manager._contextPath} without a user who may use it`,
    why: 'it refuses every login',
    fix: "pass users: [{ username: 'admin', password, roles: ['manager-gui'] }]",
  })];
});

function scripted(roles: string[]): string[] {
  return roles.filter((role) => ['manager-script', 'manager-jmx'].includes(role));
}
