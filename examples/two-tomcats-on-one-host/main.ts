import { App } from 'cdktf';
import { TwoTomcatsStack } from './two-tomcats-stack';

const app = new App();
new TwoTomcatsStack(app, 'two-tomcats', {
  subnet: process.env.SUBNET ?? '172.30.2.0/24',
  port: Number(process.env.WEB_PORT ?? 8085),
});
app.synth();
