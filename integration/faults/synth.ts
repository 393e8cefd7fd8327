import { join } from 'node:path';
import { App } from 'cdktf';
import { FaultsStack } from './faults-stack';
import { KINDS } from './kinds';
import { packWar } from '../support/pack-war';
import { repository } from '../support/repository';

/** Reads what integration/faults/deployed-stack.ts says. */
const { NAME = '', MECHANISM = '', KIND = '', SUBNET = '', PORTS = '', FAILOVER, WORKERS, JVM_OPTIONS } = process.env;

const war = join(repository, '.demo', NAME, 'lab.war');
packWar(war, join(__dirname, 'application'));
const app = new App();
new FaultsStack(app, NAME, {
  mechanism: MECHANISM,
  kind: KINDS[KIND],
  subnet: SUBNET,
  ports: PORTS.split(',').map(Number),
  war,
  failover: FAILOVER ? JSON.parse(FAILOVER) : undefined,
  workers: WORKERS ? JSON.parse(WORKERS) : undefined,
  jvmOptions: JVM_OPTIONS ? JVM_OPTIONS.split(' ') : undefined,
});
app.synth();
