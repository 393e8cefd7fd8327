import { App } from 'cdktf';
import { ExistingNetworkStack } from './existing-network-stack';

const subscription = process.env.ARM_SUBSCRIPTION_ID ?? '00000000-0000-0000-0000-000000000000';
const adminSshKey = process.env.ADMIN_SSH_KEY;
if (!adminSshKey) throw new Error('who may log in is not said. Fix: export ADMIN_SSH_KEY="$(cat ~/.ssh/id_ed25519.pub)", a public key of yours');

const app = new App();
new ExistingNetworkStack(app, 'azure-existing-network', {
  adminSshKey,
  sharedGroupId: `/subscriptions/${subscription}/resourceGroups/rg-shared`,
});
app.synth();
