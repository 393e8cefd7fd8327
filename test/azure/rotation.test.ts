import { AzureLoadBalancer } from 'cdktf-tomcat-cluster';
import { AzureProgram } from './azure-program';
import { Machine } from '../../src/machine/machine';
import { newApp } from '../support/program';

/** How each service of the front ends and of the Tomcats leaves its clients, by its name and host. */
function leaving(balanced: boolean): object {
  const program = new AzureProgram();
  const frontends = program.sites('a');
  if (balanced) new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends });
  const machines = [...program.was._machines, ...program.web._machines] as Machine[];
  return Object.fromEntries(machines.flatMap(({ hostName, _configuration: { document } }) => document.services
    .map(({ name, rotation, leavingFile }) => [`${hostName} ${name}`, { rotation, leavingFile }])));
}

test('a front end behind a load balancer leaves its rotation before it restarts, and closes the connections of its clients', () => {
  const httpd = { rotation: { askedFrom: ['168.63.129.16/32'], port: 80, seconds: 8 }, leavingFile: '/srv/httpd/run/leaving' };
  const tomcat = { rotation: undefined, leavingFile: undefined };
  expect(leaving(true)).toEqual({ 'was-01 a': tomcat, 'was-02 a': tomcat, 'web-01 httpd': httpd, 'web-02 httpd': httpd });
});

test('a machine has what its front end leaves with, whether or not it has a firewall of its own', () => {
  const packages = (balanced: boolean) => {
    const program = new AzureProgram(newApp(), 'shop', { hostFirewall: false });
    const frontends = program.sites('a');
    if (balanced) new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends });
    return [program.web, program.was].map(({ _machines: [machine] }) => (machine as Machine)._configuration.document.packages.includes('nftables'));
  };
  expect(packages(true)).toEqual([true, false]);
  expect(packages(false)).toEqual([false, false]);
});

test('a front end without a load balancer has nobody to leave', () => {
  expect(leaving(false)).toMatchObject({ 'web-01 httpd': { rotation: undefined } });
});
