import { DockerNetwork, Interceptor } from 'cdktf-tomcat-cluster';
import { newApp, Tier, variableSecret } from '../support/program';

describe('SECRET_OF_OTHER_STACK', () => {
  const network = DockerNetwork.bridge('team', '172.30.0.0/24');

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
