import { App } from 'cdktf';
import { AzureTwoSitesStack } from './two-sites-stack';

const subscription = process.env.ARM_SUBSCRIPTION_ID ?? '00000000-0000-0000-0000-000000000000';

const app = new App();
new AzureTwoSitesStack(app, 'azure-two-sites', {
  location: 'koreacentral',
  adminSshKey: process.env.ADMIN_SSH_KEY ?? 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHzp68kwZGXcYrWS0wd1qBB1A90ztCORKOfp77LN3/GF admin@example.com',
  keyVaultId: process.env.KEY_VAULT_ID ?? `/subscriptions/${subscription}/resourceGroups/shared/providers/Microsoft.KeyVault/vaults/shop-secrets`,
});
app.synth();
