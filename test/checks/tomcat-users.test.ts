import { Secret, TomcatInstanceProps, WebApplication } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { Tier } from '../support/program';

function problemsWith(username: string, password: string | undefined, roles: string[]) {
  const tier = new Tier();
  tier.tomcat('a', { users: [{ username, password: password === undefined ? tier.secret : Secret.unsafePlainText(password), roles }] });
  return tier.problems;
}

describe('USER_PASSWORD_WEAK', () => {
  test.each([
    ['admin', 'elevenchars', 'has fewer than 12 characters'],
    ['admin', '', 'has fewer than 12 characters'],
    ['administrator', 'administrator', 'is the name'],
  ])('the user %s with the password "%s" is refused without showing it', (username, password, got) => {
    const problems = problemsWith(username, password, []);
    expectErrors(problems, {
      code: 'USER_PASSWORD_WEAK', path: 'shop/a', got: `a password of the user ${username} that ${got}`, why: 'it is guessed', fix: 'Secret.fromVariable(variable)',
    });
    expect(JSON.stringify(problems)).not.toContain('elevenchars');
  });

  test.each([undefined, 'twelve_chars'])('the password %s is accepted', (password) => {
    expect(problemsWith('admin', password, [])).toEqual([]);
  });
});

describe('MANAGER_ROLES', () => {
  test.each([
    [['manager-gui', 'manager-script'], 'manager-script'],
    [['manager-jmx', 'manager-gui', 'manager-script'], 'manager-jmx and manager-script'],
  ])('a user with %j is refused', (roles, scripted) => {
    expectErrors(problemsWith('admin', undefined, roles), {
      code: 'MANAGER_ROLES', path: 'shop/a', got: `the user admin with manager-gui and ${scripted}`, why: 'no protection', fix: 'make a user of its own',
    });
  });

  test.each([[['manager-gui', 'manager-status', 'admin-gui']], [['manager-script', 'manager-jmx']]])('a user with %j is accepted', (roles) => {
    expect(problemsWith('admin', undefined, roles)).toEqual([]);
  });
});

describe('MANAGER_NOBODY', () => {
  const manager = WebApplication.manager('/opt/manager', { allowedFrom: ['10.0.0.7/32'] });
  const withManager = (props: Partial<TomcatInstanceProps>) => {
    const tier = new Tier();
    tier.tomcat('a', { applications: [manager], ...props });
    return tier.problems;
  };
  const user = (...roles: string[]) => ({ username: 'admin', password: Secret.unsafePlainText('twelve_chars'), roles });

  test.each<[string, Partial<TomcatInstanceProps>]>([['no users', {}], ['users of other roles', { users: [user('admin-gui')] }]])('a manager with %s is refused', (_, props) => {
    expectErrors(withManager(props), { code: 'MANAGER_NOBODY', path: 'shop/a', got: 'at /manager', why: 'it refuses every login', fix: "roles: ['manager-gui']" });
  });

  test.each<[string, Partial<TomcatInstanceProps>]>([
    ['a user for it', { users: [user('manager-status')] }],
    ['a realm of its own', { engineExtraElements: [{ name: 'Realm', attributes: { className: 'org.apache.catalina.realm.JNDIRealm' } }] }],
  ])('a manager with %s is accepted', (_, props) => {
    expect(withManager(props)).toEqual([]);
  });
});
