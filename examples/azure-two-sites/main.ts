import { App } from 'cdktf';
import { AzureTwoSitesStack } from './two-sites-stack';

const subscription = process.env.ARM_SUBSCRIPTION_ID ?? '00000000-0000-0000-0000-000000000000';
const adminSshKey = process.env.ADMIN_SSH_KEY;
if (!adminSshKey) throw new Error('who may log in is not said. Fix: export ADMIN_SSH_KEY="$(cat ~/.ssh/id_ed25519.pub)", a public key of yours');

const app = new App();
new AzureTwoSitesStack(app, 'azure-two-sites', {
  location: 'koreacentral',
  adminSshKey,
  keyVaultId: process.env.KEY_VAULT_ID ?? `/subscriptions/${subscription}/resourceGroups/shared/providers/Microsoft.KeyVault/vaults/shop-secrets`,
});
app.synth();
