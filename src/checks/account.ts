import { Check, warning } from './check';

/** A service that runs as root owns the machine when it is broken into. */
export const accountIsNotRoot: Check = (topology) => topology.hosts.flatMap((host) => host._services)
  .filter(({ account }) => account.uid === 0)
  .map((service) => warning('RUNS_AS_ROOT', service.owner.node.path, {
    got: 'runAs: root',
    why: 'whoever breaks into the service has the whole host and may rewrite its configuration',
    fix: 'leave runAs out; ports below 1024 do not need root here',
  }));
