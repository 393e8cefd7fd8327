import { TerraformStack, Testing } from 'cdktf';
import { WebApplication } from 'cdktf-tomcat-cluster';
import { SecretAndManagerStack } from '../../examples/mod-jk-secret-and-manager/secret-and-manager-stack';
import { shop } from '../../examples/one-stack-per-host/shop';
import { ThreeSitesStack } from '../../examples/three-sites-per-host/three-sites-stack';
import { TlsFrontEndStack } from '../../examples/tls-front-end/tls-front-end-stack';
import { TwoSitesStack } from '../../examples/two-sites-multicast/two-sites-stack';
import { TwoTomcatsStack } from '../../examples/two-tomcats-on-one-host/two-tomcats-stack';
import { newApp } from '../support/program';

const examples: [name: string, stack: () => TerraformStack][] = [
  ['two-sites-multicast', () => new TwoSitesStack(newApp(), 'two-sites', { subnet: '172.30.0.0/24', ports: [8081, 8082] })],
  ['three-sites-per-host', () => new ThreeSitesStack(newApp(), 'three-sites', { subnet: '172.30.1.0/24', ports: [8083, 8084] })],
  ['two-tomcats-on-one-host', () => new TwoTomcatsStack(newApp(), 'two-tomcats', { subnet: '172.30.2.0/24', port: 8085 })],
  ['mod-jk-secret-and-manager', () => new SecretAndManagerStack(newApp(), 'secret-and-manager', {
    subnet: '172.30.3.0/24',
    port: 8086,
    managerPorts: [8087, 8088],
    administrators: ['172.30.3.1/32'],
    tomcatImage: 'tomcat:10.1-jdk17',
    application: WebApplication.sessionProbe({ contextPath: '/shop' }),
  })],
  ['tls-front-end', () => new TlsFrontEndStack(newApp(), 'tls-front-end', {
    subnet: '172.30.4.0/24', port: 8089, tlsPort: 8449, loadBalancers: ['172.30.4.1/32'], application: WebApplication.sessionProbe(),
  })],
  ...['was-01', 'was-02', 'web-01'].map((host, index): [string, () => TerraformStack] => [
    `one-stack-per-host, ${host}`, () => shop(newApp(), 'shop', { subnet: '172.30.5.0/24', port: 8091 })[index],
  ]),
];

interface Upload {
  content_base64?: string;
}

/** The plan without the content of files, which test/golden holds. */
function plan(stack: TerraformStack): object {
  const synthesized = JSON.parse(Testing.synth(stack, true));
  for (const container of Object.values<{ upload: Upload[] }>(synthesized.resource.docker_container)) {
    for (const upload of container.upload) {
      if (upload.content_base64) upload.content_base64 = upload.content_base64.startsWith('${') ? 'with a secret' : 'text';
    }
  }
  return synthesized;
}

test.each(examples)('the resources of %s are those that were read and approved', (_, stack) => {
  expect(plan(stack())).toMatchSnapshot();
});
