import { AzureNetwork, AzureSubnet, DockerNetwork, Interceptor, TomcatDistribution } from 'cdktf-tomcat-cluster';
import { AzureProgram, NETWORK, VAULT } from '../azure/azure-program';
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
    expect(tier.problems).toMatchObject([{
      code: 'SECRET_OF_OTHER_STACK', path: 'edge/a2', got: 'the secret key of the stack shop', fix: expect.stringContaining('the secret of a Key Vault'),
    }]);
  });

  test('such a key of a Key Vault is accepted, as the text says', () => {
    const hub = AzureNetwork.fromId(NETWORK);
    const [shop, edge] = ['shop', 'edge'].reduce((programs: AzureProgram[], id) => [
      ...programs, new AzureProgram(programs[0]?.app ?? newApp(), id, { network: hub, keyVaults: [VAULT] }),
    ], []);
    const interceptors = [Interceptor.messageDispatch(), Interceptor.encrypt(VAULT.secret('cluster-key')), Interceptor.tcpFailureDetector()];
    const cluster = shop.cluster('a', { interceptors });
    [shop, edge].forEach((program, index) => {
      const tier = program.hosts.addTier('was', { subnets: [AzureSubnet.fromId(`${NETWORK}/subnets/was`, '10.8.4.0/24')] });
      program.tomcat('member', tier.add(`was-0${index + 1}`), {
        cluster, ajpSecret: VAULT.secret('ajp-secret'), distribution: TomcatDistribution.apacheArchive(),
      });
    });
    expect(shop.problems).toEqual([]);
  });

  test('for any other secret the text says to declare its variable in both', () => {
    const tier = new Tier(newApp(), 'shop', { network });
    new Tier(tier.app, 'edge', { network }).tomcat('b', { ajpSecret: tier.secret });
    expect(tier.problems).toMatchObject([{ code: 'SECRET_OF_OTHER_STACK', fix: expect.stringContaining('in the stack edge too') }]);
  });
});
