import { App } from 'cdktf';
import { TierStack } from './tier-stack';

const app = new App();
new TierStack(app, process.env.STACK!, JSON.parse(process.env.PROPS!));
app.synth();
