import { App } from 'cdktf';
import { TwoSitesStack } from './two-sites-stack';

const app = new App();
new TwoSitesStack(app, 'two-sites', {
  subnet: process.env.SUBNET ?? '172.30.0.0/24',
  ports: [Number(process.env.WEB_01_PORT ?? 8081), Number(process.env.WEB_02_PORT ?? 8082)],
});
app.synth();
