import { App } from 'cdktf';
import { DrainingStack } from './draining-stack';

/** Reads STACK, SUBNET and PORTS, as integration/draining.test.ts says them. */
const { STACK = '', SUBNET = '', PORTS = '' } = process.env;

const app = new App();
new DrainingStack(app, STACK, { subnet: SUBNET, ports: PORTS.split(',').map(Number) });
app.synth();
