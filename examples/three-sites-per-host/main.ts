import { App } from 'cdktf';
import { ThreeSitesStack } from './three-sites-stack';

const app = new App();
new ThreeSitesStack(app, 'three-sites', {
  subnet: process.env.SUBNET ?? '172.30.1.0/24',
  ports: [Number(process.env.WEB_01_PORT ?? 8083), Number(process.env.WEB_02_PORT ?? 8084)],
});
app.synth();
