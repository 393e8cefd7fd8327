import { App } from 'cdktf';
import { ExistingNetworkStack } from './existing-network-stack';

const subscription = process.env.ARM_SUBSCRIPTION_ID ?? '00000000-0000-0000-0000-000000000000';

const app = new App();
new ExistingNetworkStack(app, 'azure-existing-network', {
  adminSshKey: process.env.ADMIN_SSH_KEY ?? 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHzp68kwZGXcYrWS0wd1qBB1A90ztCORKOfp77LN3/GF admin@example.com',
  sharedGroupId: `/subscriptions/${subscription}/resourceGroups/rg-shared`,
});
app.synth();
