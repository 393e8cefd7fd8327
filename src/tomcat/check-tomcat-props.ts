import { checkEnvironment } from './check-environment';
import { checkJvmOptions } from './check-jvm-options';
import { checkNames } from './check-names';
import { checkExtras } from './extra-element';
import { checkHeap } from './heap';
import { checkHostOptions } from './host-options';
import { checkJmx } from './jmx';
import { checkLogLevels } from './log-levels';
import { checkPortIndex, portPlan } from './port-plan';
import { checkRemoteIp } from './remote-ip';
import { checkSessionTimeout } from './session-timeout';
import { checkSingleSignOn } from './single-sign-on';
import { checkLibraries } from './tomcat-library';
import type { TomcatInstanceProps } from './tomcat-options';
import { USER_DATABASE } from './tomcat-user';
import { checkContextPaths } from './web-application';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';
import { checkNumbers } from '../checks/options/check-numbers';
import { checkReceiverOfMember } from '../cluster/receiver';
import { checkServiceName } from '../host/service';
import { checkStateDirectory } from '../host/state-directory';
import { checkWritableDirectories } from '../host/writable-directory';
import { checkPort } from '../network/port';
import { checkSecret } from '../text/check-secret';

/** Refuses what an instance cannot be, whatever the rest of the program says. */
export function checkTomcatProps(props: TomcatInstanceProps, id: string, path: string): void {
  checkSecret(props.ajpSecret, 'ajpSecret', path);
  if (props.shutdownPort !== undefined && props.shutdownPort !== -1) checkPort(props.shutdownPort, 'shutdown port', path);
  checkPortIndex(props.portIndex, path);
  checkReceiverOfMember(props.receiver ?? {}, portPlan(props.portIndex ?? 0).receiver, path);
  checkServiceName(props.instanceName ?? id, path);
  checkKnown('a jvmRoute', props.jvmRoute, 'workers are named after it, and compared', path);
  [props.uniqueId, ...props.uniqueId ?? []].forEach((value) => checkKnown('a uniqueId', value, 'those of members are compared', path));
  checkKnown('startSeconds', props.startSeconds, 'the time that a deployment waits is computed from it', path);
  checkNumbers('the instance', { gracefulStopAwaitMillis: [props.gracefulStopAwaitMillis, 0], startSeconds: [props.startSeconds, 1] }, path);
  checkSessionTimeout(props.sessionTimeoutMinutes, path);
  checkRemoteIp(props.remoteIp ?? {});
  checkExtras({ extraAttributes: props.engineExtraAttributes, extraElements: props.engineExtraElements });
  checkHostOptions(props.hostOptions ?? {}, path);
  checkSingleSignOn(props.singleSignOn ?? {});
  checkHeap(props, path);
  checkJvmOptions(props.jvmOptions ?? [], path);
  checkEnvironment(props.environment ?? {}, path);
  checkLogLevels(props.logLevels ?? {}, path);
  if (props.heapDumpDirectory !== undefined) checkStateDirectory('the heapDumpDirectory', props.heapDumpDirectory);
  checkWritableDirectories(props.writableDirectories ?? [], path);
  if (props.jmx) checkJmx(props.jmx, path);
  checkContextPaths(props.applications ?? [], path);
  checkLibraries(props.libraries ?? [], path);
  checkNamesOfInstance(props, path);
  checkOneKeepsSessions(props, path);
  checkOneSingleSignOn(props, path);
}

function checkNamesOfInstance({ users = [], globalDataSources = [] }: TomcatInstanceProps, path: string): void {
  checkNames({ 'a user': users.map(({ username }) => username) }, path);
  checkNames({
    'the database of the users': users.length > 0 ? [USER_DATABASE.name] : [],
    'a global data source': globalDataSources.map(({ name }) => name),
  }, path);
}

/** A context's own manager takes the place of the cluster's. */
function checkOneKeepsSessions({ cluster, manager, redisSessions }: TomcatInstanceProps, path: string): void {
  if (redisSessions && (cluster || manager)) {
    throw new ConfigError({
      code: 'REDIS_AND_OTHERS',
      path,
      got: `${cluster ? 'a cluster' : 'a manager of its own'} beside the RedisSessions ${redisSessions.siteName}`,
      why: 'sessions are in one place',
      fix: `leave out redisSessions or ${cluster ? 'cluster' : 'manager, or give the manager to the one application that does without Redis'}`,
    });
  }
  if (!cluster || !manager) return;
  throw new ConfigError({
    code: 'MANAGER_AND_CLUSTER',
    path,
    got: `a manager of its own for a member of ${cluster.clusterName}`,
    why: 'it would have all sessions, and the cluster would replicate none',
    fix: 'leave out cluster or manager, or give the manager to the one application that is not to be replicated',
  });
}

/** The cluster's knows what the instance's does, and more. */
function checkOneSingleSignOn({ cluster, singleSignOn }: TomcatInstanceProps, path: string): void {
  if (!singleSignOn || !cluster?._valves.some(({ _simpleName }) => _simpleName === 'ClusterSingleSignOn')) return;
  throw new ConfigError({
    code: 'SINGLE_SIGN_ON_TWICE',
    path,
    got: `singleSignOn for a member of ${cluster.clusterName}, which has ClusterValve.singleSignOn()`,
    why: 'both would keep who has logged in, with one cookie',
    fix: 'leave singleSignOn out',
  });
}
