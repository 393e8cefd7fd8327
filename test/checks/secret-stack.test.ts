import { DockerNetwork, Interceptor } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { newApp, Tier, variableSecret } from '../support/program';

describe('SECRET_OF_OTHER_STACK', () => {
  const network = DockerNetwork.bridge('team', '172.30.0.0/24');

  function frontendInStackOfItsOwn(own: boolean) {
    const tier = new Tier(newApp(), 'shop', { network });
    const cluster = tier.cluster('a');
    tier.tomcat('a1', { cluster });
    const edge = new Tier(tier.app, 'edge', { network });
    edge.frontend('web', [cluster], { ajpSecret: own ? edge.secret : undefined });
    return tier.problems;
  }

  test('a front end that would take a secret out of the stack of its Tomcats is refused', () => {
    expectErrors(frontendInStackOfItsOwn(false), {
      code: 'SECRET_OF_OTHER_STACK',
      path: 'edge/web',
      got: 'the secret ajp_secret of the stack shop',
      why: 'through the outputs of that stack',
      fix: 'declare the variable ajp_secret in the stack edge too, and pass Secret.fromVariable() of it',
    });
  });

  test('a front end with the variable of its own stack is accepted', () => {
    expect(frontendInStackOfItsOwn(true)).toEqual([]);
  });

  test('a key of a cluster whose members are in two stacks is refused', () => {
    const tier = new Tier(newApp(), 'shop', { network });
    const cluster = tier.cluster('a', {
      interceptors: [Interceptor.messageDispatch(), Interceptor.encrypt(variableSecret(tier.stack, 'key')), Interceptor.tcpFailureDetector()],
    });
    tier.tomcat('a1', { cluster });
    new Tier(tier.app, 'edge', { network }).tomcat('a2', { cluster });
    expect(tier.problems).toMatchObject([{ code: 'SECRET_OF_OTHER_STACK', path: 'edge/a2', got: 'the secret key of the stack shop' }]);
  });
});
