import { TerraformStack, Testing } from 'cdktf';
import { DOCKER_EXAMPLES } from '../support/example-stacks';

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

test.each(Object.entries(DOCKER_EXAMPLES))('the resources of %s are those that were read and approved', (_, stack) => {
  expect(plan(stack())).toMatchSnapshot();
});
