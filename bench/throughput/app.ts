import { App } from 'cdktf';
import { APPLICATION, STACK, WAR } from './configurations';
import { ThroughputStack } from './throughput-stack';
import { packWar } from '../../integration/support/pack-war';

packWar(WAR, ...APPLICATION);
const app = new App();
new ThroughputStack(app, STACK, WAR);
app.synth();
