import { Testing } from 'cdktf';
import { TwoSitesStack } from '../../examples/two-sites-multicast/two-sites-stack';
import { newApp } from '../support/program';

interface Upload {
  content_base64?: string;
}

/** The plan without the content of files, which test/golden holds. */
function plan(): object {
  const stack = new TwoSitesStack(newApp(), 'two-sites', { subnet: '172.30.0.0/24', ports: [8081, 8082] });
  const synthesized = JSON.parse(Testing.synth(stack, true));
  for (const container of Object.values<{ upload: Upload[] }>(synthesized.resource.docker_container)) {
    for (const upload of container.upload) {
      if (upload.content_base64) upload.content_base64 = upload.content_base64.startsWith('${') ? 'with a secret' : 'text';
    }
  }
  return synthesized;
}

test('the resources of two-sites-multicast are those that were read and approved', () => {
  expect(plan()).toMatchSnapshot();
});
