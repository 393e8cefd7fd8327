import { App } from 'cdktf';
import { chosenModes } from './modes';
import { ReplicationStack } from './replication-stack';

/** Reads STACK, NETWORK, SUBNET, PORT, REDIS and MODES, as integration/replication.test.ts says them. */
const { STACK = '', NETWORK = '', SUBNET = '', PORT, REDIS = '', MODES } = process.env;

const app = new App();
new ReplicationStack(app, STACK, { network: NETWORK, subnet: SUBNET, port: Number(PORT), redis: REDIS, modes: chosenModes(MODES) });
app.synth();
