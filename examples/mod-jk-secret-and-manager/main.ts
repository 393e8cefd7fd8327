import { App } from 'cdktf';
import { WebApplication } from 'cdktf-tomcat-cluster';
import { SecretAndManagerStack } from './secret-and-manager-stack';

const app = new App();
new SecretAndManagerStack(app, 'secret-and-manager', {
  subnet: process.env.SUBNET ?? '172.30.3.0/24',
  port: Number(process.env.WEB_PORT ?? 8086),
  managerPorts: [Number(process.env.MANAGER_1_PORT ?? 8087), Number(process.env.MANAGER_2_PORT ?? 8088)],
  administrators: [process.env.ADMINISTRATORS ?? '172.30.3.1/32'],
  tomcatImage: process.env.TOMCAT_IMAGE ?? 'tomcat:10.1-jdk17',
  application: process.env.WAR ? WebApplication.war(process.env.WAR, { contextPath: '/shop' }) : WebApplication.sessionProbe({ contextPath: '/shop' }),
});
app.synth();
