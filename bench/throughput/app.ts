import { App } from 'cdktf';
import { STACK } from './configurations';
import { ThroughputStack } from './throughput-stack';

const app = new App();
new ThroughputStack(app, STACK);
app.synth();
