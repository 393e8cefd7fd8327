import { App } from 'cdktf';
import { WebApplication } from 'cdktf-tomcat-cluster';
import { TlsFrontEndStack } from './tls-front-end-stack';

const app = new App();
new TlsFrontEndStack(app, 'tls-front-end', {
  subnet: process.env.SUBNET ?? '172.30.4.0/24',
  port: Number(process.env.WEB_PORT ?? 8089),
  tlsPort: Number(process.env.TLS_PORT ?? 8449),
  loadBalancers: [process.env.LOAD_BALANCERS ?? '172.30.4.1/32'],
  application: process.env.WAR ? WebApplication.war(process.env.WAR) : WebApplication.sessionProbe(),
});
app.synth();
