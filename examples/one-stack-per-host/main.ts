import { App } from 'cdktf';
import { shop } from './shop';

const app = new App();
shop(app, 'shop', { subnet: process.env.SUBNET ?? '172.30.5.0/24', port: Number(process.env.WEB_01_PORT ?? 8091) });
app.synth();
