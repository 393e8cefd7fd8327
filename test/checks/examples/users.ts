import { Secret, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const users: Concept = {
  title: 'Users and the manager application',
  examples: [
    {
      code: 'USER_PASSWORD_WEAK',
      what: "a password in clear that has fewer than 12 characters, or is the user's name",
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, users: [{ username: 'admin', password: Secret.unsafePlainText('s3cret'), roles: ['manager-gui'] }],
      }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, users: [{ username: 'admin', password: secret, roles: ['manager-gui'] }],
      }),
    },
    {
      code: 'MANAGER_ROLES',
      what: 'a user with manager-gui and manager-script or manager-jmx',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, users: [{ username: 'admin', password: secret, roles: ['manager-gui', 'manager-script'] }],
      }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host,
        ajpSecret: secret,
        users: [{ username: 'admin', password: secret, roles: ['manager-gui'] }, { username: 'deployer', password: secret, roles: ['manager-script'] }],
      }),
    },
    {
      code: 'MANAGER_NOBODY',
      what: 'the manager application without a user who has one of its roles',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, applications: [WebApplication.manager('/usr/share/tomcat10-admin/manager', { allowedFrom: ['10.0.0.0/24'] })],
      }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host,
        ajpSecret: secret,
        applications: [WebApplication.manager('/usr/share/tomcat10-admin/manager', { allowedFrom: ['10.0.0.0/24'] })],
        users: [{ username: 'admin', password: secret, roles: ['manager-gui'] }],
      }),
    },
    {
      code: 'MANAGER_ADDRESSES',
      what: 'the manager application for everybody, or without addresses',
      fails: () => WebApplication.manager('/usr/share/tomcat10-admin/manager', { allowedFrom: ['0.0.0.0/0'] }),
      passes: () => WebApplication.manager('/usr/share/tomcat10-admin/manager', { allowedFrom: ['10.0.0.0/24'] }),
    },
  ],
};
