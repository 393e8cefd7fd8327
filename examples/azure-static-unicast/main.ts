import { App } from 'cdktf';
import { StaticUnicastStack } from './static-unicast-stack';

const app = new App();
new StaticUnicastStack(app, 'azure-static-unicast', {
  location: 'koreacentral',
  adminSshKey: process.env.ADMIN_SSH_KEY ?? 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHzp68kwZGXcYrWS0wd1qBB1A90ztCORKOfp77LN3/GF admin@example.com',
});
app.synth();
