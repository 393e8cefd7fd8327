import { ApacheProxyFrontend, Connector, ExternalTomcats, Route, Secret } from 'cdktf-tomcat-cluster';
import { expectErrors } from '../support/expect-problem';
import { MachineHost } from '../support/machine-host';
import { problemOf, Tier, variableSecret } from '../support/program';

describe('AJP_SECRET_MISSING', () => {
  const said = {
    code: 'AJP_SECRET_MISSING',
    path: 'shop/a',
    why: 'Tomcat 9.0.31 and later do not start it without a secret',
    fix: 'pass ajpSecret: Secret.fromVariable(variable) and leave secretRequired out, or bind the connector to 127.0.0.1 with secretRequired: false',
  };

  function tomcatWith(connector: Connector, secret: boolean) {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'was-01', '10.0.0.4');
    tier.tomcat('a', { host, connectors: [connector], ajpSecret: secret ? tier.secret : undefined });
    return tier.problems;
  }

  test('an AJP connector on the network without a secret is refused', () => {
    expectErrors(tomcatWith(Connector.ajp(), false), { ...said, got: 'an AJP connector on 10.0.0.4:8009 without a secret' });
  });

  test('an AJP connector that does not ask for its secret is refused', () => {
    expectErrors(tomcatWith(Connector.ajp({ port: 8010, secretRequired: false }), true), {
      ...said, got: 'an AJP connector on 10.0.0.4:8010 with secretRequired: false',
    });
  });

  test.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('an AJP connector on %s needs no secret', (address) => {
    expect(tomcatWith(Connector.ajp({ address, secretRequired: false }), false)).toEqual([]);
  });

  test('a connector on the own machine without a secret is refused where it asks for one, as it does unless told otherwise: Tomcat would not start', () => {
    expectErrors(tomcatWith(Connector.ajp({ address: '127.0.0.1' }), false), { ...said, got: 'an AJP connector on 127.0.0.1:8009 without a secret' });
    expect(tomcatWith(Connector.ajp({ address: '127.0.0.1' }), true)).toEqual([]);
  });

  test('a connector with a secret of its own is accepted', () => {
    const tier = new Tier();
    tier.tomcat('a', { ajpSecret: undefined, connectors: [Connector.ajp({ secret: tier.secret })] });
    expect(tier.problems).toEqual([]);
  });
});

describe('AJP_SECRET_DIFFERS', () => {
  test('a front end with a secret for a Tomcat that has none is refused', () => {
    const tier = new Tier();
    const host = new MachineHost(tier.stack, 'all-01', '127.0.0.1');
    const tomcat = tier.tomcat('a', { host, ajpSecret: undefined, connectors: [Connector.ajp({ secretRequired: false })] });
    tier.frontend('web', [tomcat], { host, ajpSecret: tier.secret });
    expectErrors(tier.problems, {
      code: 'AJP_SECRET_DIFFERS',
      path: 'shop/web',
      got: 'ajpSecret ajp_secret',
      why: 'the AJP connector of shop/a has no secret, so that this one would be ignored',
      fix: 'leave ajpSecret of the front end out',
    });
  });

  test.each([true, false])('a front end with the secret of its Tomcat is accepted (said again: %s)', (again) => {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a')], { ajpSecret: again ? tier.secret : undefined });
    expect(tier.problems).toEqual([]);
  });

  test.each([true, false])('what Tomcats elsewhere expect is what they say, or the front end (said: %s)', (said) => {
    const tier = new Tier();
    const members = ['a', 'b'].map((jvmRoute, index) => ({ jvmRoute, host: `192.0.2.${index}` }));
    const old = new ExternalTomcats(tier.stack, 'old', { members, ajpSecret: said ? tier.secret : undefined });
    tier.frontend('web', [old], { ajpSecret: variableSecret(tier.stack, 'other_secret') });
    const refused = {
      code: 'AJP_SECRET_DIFFERS',
      path: 'shop/web',
      got: 'ajpSecret other_secret',
      why: 'shop/old expects the secret ajp_secret and would answer 403',
      fix: 'leave ajpSecret of the front end out',
    };
    expectErrors(tier.problems, ...(said ? [refused] : []));
  });
});

describe('AJP_SECRET_ALPHABET', () => {
  function plainText(value: string) {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a', { ajpSecret: Secret.unsafePlainText(value) })]);
    return tier.problems;
  }

  test.each([
    ['with a #', 'abcdefghijklmnop#q', ', which holds a #'],
    ['with $(', 'abcdefghijklmnop$(q)', ''],
    ['with a blank', 'abcdefghijklmnop q', ''],
    ['with an umlaut', 'abcdefghijklmnopä', ''],
    ['of 15 characters', 'abcdefghijklmno', ''],
    ['with a line end', 'abcdefghijklmnopq\n', ''],
  ])('a secret %s is refused without being shown', (_, value, hint) => {
    const problems = plainText(value);
    expectErrors(problems, {
      code: 'AJP_SECRET_ALPHABET',
      path: 'shop/a',
      got: hint || 'the AJP secret (plain text',
      why: 'in workers.properties # begins a comment',
      fix: 'use at least 16 of A-Z, a-z, 0-9, _ and -, and pass it as Secret.fromVariable(variable)',
    });
    expect(JSON.stringify(problems)).not.toContain(value.slice(0, 15));
  });

  test('a secret that mod_jk takes is refused where a front end with mod_proxy has it too', () => {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { ajpSecret: Secret.unsafePlainText('x'.repeat(64)) });
    new ApacheProxyFrontend(tier.stack, 'proxy', { host: tier.host('proxy-host') }).addVirtualHost('a.example.com', { routes: [Route.all(tomcat)] });
    tier.frontend('web', [tomcat]);
    expectErrors(tier.problems, {
      code: 'AJP_SECRET_ALPHABET', path: 'shop/a', got: 'the AJP secret (plain text', why: 'mod_proxy_ajp does not start with more than 63', fix: 'use 16 to 63',
    });
  });
});

describe('SECRET_IN_CLEAR', () => {
  const clear = 'hunter2#hunter2#hunter2' as unknown as Secret;
  const tier = () => new Tier();

  test.each<[string, string, (tier: Tier) => unknown]>([
    ['a Tomcat', 'shop/a', (t) => t.tomcat('a', { ajpSecret: clear })],
    ['a front end', 'shop/web', (t) => t.frontend('web', [], { ajpSecret: clear })],
    ['Tomcats elsewhere', 'shop/old', (t) => new ExternalTomcats(t.stack, 'old', { members: [], ajpSecret: clear })],
  ])('a plain string as ajpSecret of %s is refused without being shown', (_, path, program) => {
    const problem = problemOf(() => program(tier()));
    expect(problem).toEqual({
      code: 'SECRET_IN_CLEAR',
      severity: 'error',
      path,
      got: 'ajpSecret is a plain string',
      why: expect.stringContaining('the synthesized JSON and the state'),
      fix: expect.stringMatching(/^pass ajpSecret: Secret\.fromVariable\(new TerraformVariable\(/),
    });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });
});
