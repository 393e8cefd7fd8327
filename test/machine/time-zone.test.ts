import { AzureExistingVm, AzureNetwork, DockerHosts } from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, NETWORK } from '../azure/azure-program';
import { MachineTier } from './tier';
import { containersOf, newApp, newStack, problemOf, Tier } from '../support/program';

const timeZone = 'Asia/Seoul';

describe('a time zone', () => {
  test('is that of every container', () => {
    const tier = new Tier(newApp(), 'shop', { timeZone });
    tier.frontend('web', [tier.tomcat('a')]);
    expect(containersOf(tier.app).map(({ env }) => env.filter((variable) => variable.startsWith('TZ=')))).toEqual([['TZ=Asia/Seoul'], ['TZ=Asia/Seoul']]);
  });

  test('is that of every unit', () => {
    const { was: [was], web } = new MachineTier({ timeZone });
    const units = [was.files['/etc/systemd/system/tomcat-tier-a.service'], web.files['/etc/systemd/system/tomcat-tier-httpd.service']];
    units.forEach((unit) => expect(unit).toContain('\nEnvironment=TZ=Asia/Seoul\n'));
  });

  test('is said for the machines of Azure, and for one that exists', () => {
    const program = new AzureProgram(newApp(), 'shop', { timeZone });
    const existing = new AzureExistingVm(program.stack, 'old', {
      virtualMachineId: `${GROUP}/Microsoft.Compute/virtualMachines/old`, location: 'koreacentral', address: '10.20.9.4', network: AzureNetwork.fromId(NETWORK), timeZone,
    });
    [program.was.add('was-01'), existing].forEach((host, index) => {
      program.tomcat(`a${index}`, host);
      expect(host.files[`/etc/systemd/system/tomcat-tier-a${index}.service`]).toContain('\nEnvironment=TZ=Asia/Seoul\n');
    });
  });

  test('is nobody\'s where the program says none', () => {
    expect(Object.values(new MachineTier().was[0].files).join()).not.toContain('TZ=');
  });

  test.each(['Asia/Seoul', 'UTC', 'Etc/UTC', 'ROK', 'Asia/Calcutta', 'Asia/Kolkata', 'America/Port-au-Prince', 'Etc/GMT-9'])('may be %s', (zone) => {
    expect(() => new DockerHosts(newStack(), 'hosts', { timeZone: zone })).not.toThrow();
  });

  test.each([
    ['KST', 'use a name such as Asia/Seoul'], ['+09:00', 'use a name such as Asia/Seoul'], ['GMT+9', 'use a name such as Asia/Seoul'], ['', 'use a name such as Asia/Seoul'],
    ['Asia/Soul', 'use a name such as Asia/Seoul'], ['../etc/passwd', 'use a name such as Asia/Seoul'], ['asia/seoul', 'write it as Asia/Seoul'],
  ])('is refused as "%s"', (zone, fix) => {
    expect(problemOf(() => new DockerHosts(newStack(), 'hosts', { timeZone: zone }))).toMatchObject({
      code: 'TIME_ZONE', path: 'shop/hosts', got: `the time zone "${zone}"`, fix: expect.stringContaining(fix),
    });
    expect(problemOf(() => new MachineTier({ timeZone: zone }))).toMatchObject({ code: 'TIME_ZONE' });
    expect(problemOf(() => new AzureProgram(newApp(), 'shop', { timeZone: zone }))).toMatchObject({ code: 'TIME_ZONE', path: 'shop/hosts' });
  });
});
