import { App } from 'cdktf';
import { StaticUnicastStack } from './static-unicast-stack';

const adminSshKey = process.env.ADMIN_SSH_KEY;
if (!adminSshKey) throw new Error('who may log in is not said. Fix: export ADMIN_SSH_KEY="$(cat ~/.ssh/id_ed25519.pub)", a public key of yours');

const app = new App();
new StaticUnicastStack(app, 'azure-static-unicast', {
  location: 'koreacentral',
  adminSshKey,
});
app.synth();
