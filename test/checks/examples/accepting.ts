import { Checks, TomcatInstance } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const accepting: Concept = {
  title: 'Accepting a problem',
  examples: [
    {
      code: 'ACCEPT_UNUSED',
      what: 'a problem that is accepted, and that neither the construct nor one below it has',
      fails: ({ tomcat }) => Checks.of(tomcat).accept('SHUTDOWN_PORT', 'a script of the operators needs it'),
      passes: ({ stack, host, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, shutdownPort: 8005 });
        Checks.of(tomcat).accept('SHUTDOWN_PORT', 'a script of the operators needs it');
      },
    },
    {
      code: 'ACCEPT_CODE',
      what: 'a code that no check has, or whose problem cannot be accepted',
      fails: ({ cluster }) => Checks.of(cluster).accept('MULTICAST_DROPTIME', 'the network was measured: it loses nothing'),
      passes: ({ stack, host, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, shutdownPort: 8005 });
        Checks.of(tomcat).accept('SHUTDOWN_PORT', 'a script of the operators needs it');
      },
    },
    {
      code: 'ACCEPT_REASON',
      what: 'a problem that is accepted without a reason',
      fails: ({ tomcat }) => Checks.of(tomcat).accept('SHUTDOWN_PORT', ''),
      passes: ({ stack, host, secret }) => {
        const tomcat = new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, shutdownPort: 8005 });
        Checks.of(tomcat).accept('SHUTDOWN_PORT', 'a script of the operators needs it');
      },
    },
  ],
};
