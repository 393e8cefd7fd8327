import { Token } from 'cdktf';
import { heapMegabytes } from './heap';
import { jmxOptions } from './jmx';
import type { TomcatInstance } from './tomcat-instance';

/** What an instance has open beside its connections: archives, logs, and what its applications open. */
const OTHER_FILES = 8192;
/** How long a start takes at most that waits for nobody, in seconds. */
const START_S = 90;
/** How long it takes beyond what it waits for others, in seconds. */
const START_ALONE_S = 30;

/** The options of the Java virtual machine. */
export function jvmOptions(instance: TomcatInstance): string[] {
  const { _props: { minHeapMegabytes, heapDumpDirectory, jvmOptions: further = [] } } = instance;
  return [
    ...(minHeapMegabytes === undefined ? [] : [`-Xms${minHeapMegabytes}m`]),
    `-Xmx${heapMegabytes(instance)}m`,
    // A Tomcat whose threads have died of it would go on without answering; one that ends is started again.
    '-XX:+ExitOnOutOfMemoryError',
    ...(heapDumpDirectory === undefined ? [] : ['-XX:+HeapDumpOnOutOfMemoryError', `-XX:HeapDumpPath=${heapDumpDirectory}`]),
    ...new Set(instance._managers.flatMap((manager) => manager._jvmOptions(instance.release))),
    ...jmxOptions(instance),
    ...further,
  ];
}

/** Directories that a Tomcat finds empty. */
export function scratchDirectories({ _catalinaBase: base, cluster }: TomcatInstance): string[] {
  return ['logs', 'temp', ...(cluster?._props.deployer ? [] : ['webapps']), 'work'].map((name) => `${base}/${name}`);
}

/** Those of them to which applications unpack native libraries, by themselves (temp) or as parts of a WAR. */
export function executableDirectories(instance: TomcatInstance): string[] {
  return scratchDirectories(instance).filter((directory) => !directory.endsWith('/logs'));
}

/** Directories that a Tomcat finds as it left them: sessions, dumps, and applications that are not the program's. */
export function stateDirectories({ _catalinaBase: base, _props: { heapDumpDirectory }, _managers, cluster, instanceName }: TomcatInstance): string[] {
  const deployer = cluster?._props.deployer;
  const directories = [
    ..._managers.map((manager) => manager._stateDirectory(base, instanceName)),
    ...(deployer ? [`${base}/webapps`, deployer.watchDir] : []),
    heapDumpDirectory,
  ];
  return [...new Set(directories.filter((directory) => directory !== undefined))];
}

/** Each application that is replicated waits for its sessions, one after the other. */
export function startSeconds(instance: TomcatInstance): number {
  const waits = instance.cluster?._manager._traits.stateTransferTimeoutSeconds ?? 0;
  const waiting = instance.applications.filter((application) => instance._replicates(application)).length;
  return instance._props.startSeconds ?? Math.max(START_S, Token.isUnresolved(waits) ? 0 : START_ALONE_S + waits * waiting);
}

/** Each connection is one file. */
export function openFiles(instance: TomcatInstance): number {
  return instance._connectors.reduce((sum, { _maxConnections }) => sum + (_maxConnections ?? 0), OTHER_FILES);
}
