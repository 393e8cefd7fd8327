import { TerraformVariable } from 'cdktf';
import { Connector, TlsCertificate } from 'cdktf-tomcat-cluster';
import { expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

const certificate = TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key');

function problemsWith(connectors: (tier: Tier) => Connector[]) {
  const tier = new Tier();
  tier.tomcat('a', { connectors: connectors(tier) });
  return tier.problems;
}

describe('REDIRECT_PORT', () => {
  test('a port that nobody has is warned of, for each connector', () => {
    const warned = (protocol: string) => ({
      code: 'REDIRECT_PORT', path: 'shop/a', got: `redirectPort 8443 of the ${protocol} connector`, why: 'visitors are sent to where nobody answers', fix: 'Connector.https({ port: 8443, certificate })',
    });
    expectProblems(problemsWith(() => [Connector.ajp({ redirectPort: 8443 }), Connector.http({ redirectPort: 8443 })]), 'warning', warned('AJP'), warned('HTTP'));
  });

  test('the port of another HTTPS connector is not that of this one', () => {
    expect(problemsWith(() => [Connector.ajp({ redirectPort: 8444 }), Connector.https({ certificate })]).map(({ code }) => code)).toEqual(['REDIRECT_PORT']);
  });

  test.each([undefined, 443, 8443])('%s is accepted beside an HTTPS connector on 8443', (redirectPort) => {
    expect(problemsWith(() => [Connector.ajp({ redirectPort }), Connector.https({ certificate })])).toEqual([]);
  });

  test.each([undefined, 443])('%s is accepted without an HTTPS connector: encryption ends before the Tomcat', (redirectPort) => {
    expect(problemsWith(() => [Connector.ajp({ redirectPort })])).toEqual([]);
  });

  test('a port that only Terraform knows is left alone', () => {
    const token = (tier: Tier) => new TerraformVariable(tier.stack, 'port', { type: 'number' }).numberValue;
    expect(problemsWith((tier) => [Connector.ajp({ redirectPort: token(tier) })])).toEqual([]);
    expect(problemsWith((tier) => [Connector.ajp({ redirectPort: 8444 }), Connector.https({ port: token(tier), certificate })])).toEqual([]);
  });
});
