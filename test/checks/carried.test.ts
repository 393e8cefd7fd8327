import { createHash } from 'node:crypto';
import {
  ApacheDistribution, AzureExistingVm, AzureImage, AzureKeyVault, Checks, DockerHosts, Host, OperatingSystemFamily, TomcatDistribution,
  WebApplication,
} from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, VAULT } from '../azure/azure-program';
import { expectErrors } from '../support/expect-problem';
import { newApp, synth, Tier } from '../support/program';

const SHA256 = '0'.repeat(64);
const WAR = WebApplication.warFromUrl('https://releases.example.com/shop.war', SHA256);

/** A machine that exists already. */
function oldMachine(program: AzureProgram, osFamily?: OperatingSystemFamily): Host {
  return new AzureExistingVm(program.stack, 'old', {
    virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral', address: '10.20.9.9', network: program.hosts.network, osFamily,
  });
}

describe('SOFTWARE_UNAVAILABLE', () => {
  function onAzure(image: AzureImage, tomcat?: TomcatDistribution, apache?: ApacheDistribution) {
    const program = new AzureProgram(newApp(), 'shop', { image });
    const target = program.tomcat('a', program.was.add('was-01'), { distribution: tomcat });
    program.frontend('web', program.web.add('web-01'), [target], { distribution: apache });
    return program.problems;
  }

  test.each([
    ['an image', TomcatDistribution.image('tomcat:10.1'), 'tomcat:10.1 on was-01'],
    ['an archive of the machine that synthesizes', TomcatDistribution.localArchive('tomcat.tar.gz'), 'tomcat-10.1.'],
  ])('a Tomcat of %s does not get onto a machine', (_, distribution, got) => {
    expectErrors(onAzure(AzureImage.debian12(), distribution), {
      code: 'SOFTWARE_UNAVAILABLE', path: 'shop/a', got, why: 'it reaches containers only', fix: 'use TomcatDistribution.apacheArchive(), operatingSystemPackage(), or preinstalled()',
    });
  });

  test.each([ApacheDistribution.image('own-httpd:1'), ApacheDistribution.officialImage('httpd:2.4')])('an httpd of an image does not get onto a machine', (distribution) => {
    expectErrors(onAzure(AzureImage.debian12(), undefined, distribution), {
      code: 'SOFTWARE_UNAVAILABLE', path: 'shop/web', got: 'on web-01', why: 'it reaches containers only', fix: 'use ApacheDistribution.operatingSystemPackage(), or preinstalled()',
    });
  });

  test('a family without mod_jk has no front end from its packages', () => {
    expectErrors(onAzure(AzureImage.rhel9()), {
      code: 'SOFTWARE_UNAVAILABLE', path: 'shop/web', got: 'on web-01, whose image is of the family rhel', why: 'the packages of this family do not hold it', fix: 'ApacheDistribution.preinstalled() with an image that holds mod_jk',
    });
  });

  test('a family without the package has no Tomcat of it, wherever the machine comes from', () => {
    const program = new AzureProgram();
    program.tomcat('a', oldMachine(program, OperatingSystemFamily.RHEL), { distribution: TomcatDistribution.operatingSystemPackage() });
    expectErrors(program.problems, {
      code: 'SOFTWARE_UNAVAILABLE', path: 'shop/a', got: 'on old, whose image is of the family rhel', why: 'do not hold it', fix: 'use TomcatDistribution.apacheArchive()',
    });
  });

  const preinstalled = ApacheDistribution.preinstalled('/usr/sbin/httpd', '/usr/lib64/httpd/modules');
  test.each<[string, AzureImage, TomcatDistribution?, ApacheDistribution?]>([
    ['Debian with its packages', AzureImage.debian12()],
    ['Ubuntu with archives', AzureImage.ubuntu2404(), TomcatDistribution.apacheArchive()],
    ['RHEL with an httpd of its image', AzureImage.rhel9(), undefined, preinstalled],
    ['RHEL with all of its image', AzureImage.rhel9(), TomcatDistribution.preinstalled('/opt/tomcat'), preinstalled],
  ])('%s is accepted', (_, ...what) => {
    expect(onAzure(...what)).toEqual([]);
  });

  test('what a machine has already is in no container', () => {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a', { distribution: TomcatDistribution.preinstalled('/opt/tomcat') })], { distribution: preinstalled });
    expectErrors(tier.problems, {
      code: 'SOFTWARE_UNAVAILABLE', path: 'shop/a', got: 'the Tomcat in /opt/tomcat in a container', why: 'names no image', fix: 'use TomcatDistribution.image()',
    }, {
      code: 'SOFTWARE_UNAVAILABLE', path: 'shop/web', got: 'the httpd in /usr/sbin/httpd in a container', why: 'names no image', fix: 'use ApacheDistribution.image()',
    });
    expect(synth(tier.app).files).toEqual({});
  });

  test('an image is in a container', () => {
    const tier = new Tier();
    tier.tomcat('a', { distribution: TomcatDistribution.image('tomcat:10.1') });
    expect(tier.problems).toEqual([]);
  });
});

describe('APPLICATION_NOT_CARRIED', () => {
  function onMachine(application: WebApplication) {
    const program = new AzureProgram();
    program.tomcat('a', program.was.add('was-01'), { applications: [application] });
    return program.problems;
  }

  function inContainer(application: WebApplication) {
    const tier = new Tier();
    tier.tomcat('a', { applications: [application] });
    return tier.problems;
  }

  test('a WAR of the machine that synthesizes does not reach a virtual machine', () => {
    expectErrors(onMachine(WebApplication.war('shop.war')), {
      code: 'APPLICATION_NOT_CARRIED', path: 'shop/a', got: "WebApplication.war('shop.war') on a virtual machine", why: 'fetches its applications by itself', fix: 'use WebApplication.warFromBlob(url, sha256), or warFromUrl()',
    });
  });

  test('a WAR that is fetched does not reach a container', () => {
    expectErrors(inContainer(WAR), {
      code: 'APPLICATION_NOT_CARRIED', path: 'shop/a', got: 'the WAR of https://releases.example.com/shop.war in a container', why: 'a container fetches nothing', fix: "use WebApplication.war('shop.war')",
    });
  });

  test('each the other way round, and the session probe anywhere, are accepted', () => {
    expect([...onMachine(WAR), ...inContainer(WebApplication.war('shop.war'))]).toEqual([]);
    expect([...onMachine(WebApplication.sessionProbe()), ...inContainer(WebApplication.sessionProbe())]).toEqual([]);
  });
});

describe('SECRET_NEEDS_MACHINE', () => {
  test('a secret that only a machine can read is in no container', () => {
    const tier = new Tier();
    tier.frontend('web', [tier.tomcat('a', { ajpSecret: VAULT.secret('ajp-secret') })]);
    const said = { code: 'SECRET_NEEDS_MACHINE', got: 'the secret ajp-secret of https://shop-secrets.vault.azure.net in a container', why: 'a container has none', fix: 'Secret.fromVariable()' };
    expectErrors(tier.problems, { ...said, why: 'a container', path: 'shop/a' }, { ...said, why: 'a container', path: 'shop/web' });
    expect(synth(tier.app)).toEqual({ error: expect.stringContaining('[SECRET_NEEDS_MACHINE] shop/a: '), files: {} });
  });
});

describe('VAULT_NOT_READABLE', () => {
  function reading(keyVaults?: AzureKeyVault[], accept = false) {
    const program = new AzureProgram(newApp(), 'shop', { keyVaults });
    program.frontend('web', program.web.add('web-01'), [program.tomcat('a', program.was.add('was-01'), { ajpSecret: VAULT.secret('ajp-secret') })]);
    if (accept) Checks.of(program.hosts).accept('VAULT_NOT_READABLE', 'the owner of the vault gives the role');
    return program.problems;
  }
  const said = {
    code: 'VAULT_NOT_READABLE', why: 'the identity of the machine has no role on this vault', fix: 'pass keyVaults: [vault] to the AzureVmHosts shop/hosts; where its owner',
  };

  test.each([[undefined], [[AzureKeyVault.fromId(`${GROUP}/Microsoft.KeyVault/vaults/other`)]]])('a vault that is not among those of the hosts is refused', (vaults) => {
    expectErrors(reading(vaults),
      { ...said, path: 'shop/hosts/was/was-01', got: 'the secret ajp-secret of https://shop-secrets.vault.azure.net for shop/a' },
      { ...said, path: 'shop/hosts/web/web-01', got: 'the secret ajp-secret of https://shop-secrets.vault.azure.net for shop/web' });
  });

  test('one on which others give the role is accepted for the hosts', () => {
    expect(reading(undefined, true)).toEqual([]);
  });

  test.each(['shop-secrets', 'Shop-Secrets'])('the vault %s that is among them is accepted', (name) => {
    expect(reading([AzureKeyVault.fromId(`${GROUP}/Microsoft.KeyVault/vaults/${name}`)])).toEqual([]);
  });
});

describe('PAYLOAD_TOO_LARGE', () => {
  /** A Tomcat with a variable of as many characters that no compression shortens by much. */
  function withText(length: number, host: (program: AzureProgram) => Host) {
    const program = new AzureProgram();
    let text = '';
    for (let round = 0; text.length < length; round += 1) text += createHash('sha512').update(String(round)).digest('base64');
    program.tomcat('a', host(program), { environment: { TEXT: text.slice(0, length) } });
    return program.problems;
  }

  test('files that do not fit into the first boot are refused, and the largest named', () => {
    expectErrors(withText(100_000, ({ was }) => was.add('was-01')), {
      code: 'PAYLOAD_TOO_LARGE', path: 'shop/hosts/was/was-01', got: 'the largest files are /srv/tomcat/a/bin/setenv.sh (', why: 'at most 87380 characters', fix: 'WebApplication.warFromUrl()',
    });
  });

  test('what fits is accepted, and a machine that exists already boots with nothing', () => {
    expect(withText(20_000, ({ was }) => was.add('was-01'))).toEqual([]);
    expect(withText(100_000, (program) => oldMachine(program))).toEqual([]);
  });
});

test('a program with Docker and Azure hosts has each looked at by its own rules', () => {
  const program = new AzureProgram();
  program.tomcat('a', new DockerHosts(program.stack, 'docker').add('was-01'), { distribution: TomcatDistribution.image('tomcat:10.1') });
  program.tomcat('b', program.was.add('was-02'), { distribution: TomcatDistribution.preinstalled('/opt/tomcat') });
  expect(program.problems).toEqual([]);
});
