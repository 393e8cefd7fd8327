import { AzureImage, OperatingSystemFamily } from 'cdktf-tomcat-cluster';
import { AzureProgram, GROUP, Resource } from './azure-program';
import { newApp } from '../support/program';

const ROCKY = { publisher: 'resf', offer: 'rockylinux-x86_64', sku: '9-base' };
const PLAN = { publisher: 'resf', product: 'rockylinux-x86_64', name: '9-base' };
const OWN = `${GROUP}/Microsoft.Compute/images/rocky`;

function machineOf(image?: AzureImage): Resource {
  const program = new AzureProgram(newApp(), 'shop', { image });
  program.tomcat('a', program.was.add('was-01'));
  return program.machines['was-01'];
}

test.each([
  ['of the Marketplace', AzureImage.fromMarketplace(ROCKY, OperatingSystemFamily.RHEL, PLAN), { source_image_reference: { ...ROCKY, version: 'latest' } }],
  ["of one's own", AzureImage.fromId(OWN, OperatingSystemFamily.RHEL, PLAN), { source_image_id: OWN }],
])('a machine says the plan with which its image %s is bought', (_, image, source) => {
  expect(machineOf(image)).toMatchObject({ plan: PLAN, ...source });
});

test.each([
  ['none', undefined],
  ['one of the Marketplace', AzureImage.fromMarketplace(ROCKY, OperatingSystemFamily.RHEL)],
  ["one of one's own", AzureImage.fromId(OWN, OperatingSystemFamily.RHEL)],
])('a machine whose image has no plan says none: %s', (_, image) => {
  expect(machineOf(image)).not.toHaveProperty('plan');
});
