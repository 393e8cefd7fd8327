import { Check, error } from './check';
import { since } from '../release/release-features';
import { isSince, lineOf } from '../release/release-lines';

const VIRTUAL_THREADS_JAVA = 21;

/** Connectors name their executor. */
export const executorNamesDiffer: Check = (topology) => topology.instances.flatMap((instance) => {
  const names = instance._executors.map(({ name }) => name);
  return [...new Set(names)].filter((name) => names.indexOf(name) !== names.lastIndexOf(name)).map((name) => error('EXECUTOR_NAME', instance.node.path, {
    got: `two executors named "${name}"`,
    why: 'both connectors would use the first of them',
    fix: 'pass the same Executor to both connectors, or give the second another name',
  }));
});

/** Virtual threads came late, to Java and to Tomcat. */
export const virtualThreadsAreThere: Check = (topology) => topology.instances.flatMap((instance) => {
  const { release, _javaVersion: java } = instance;
  if (!instance._executors.some(({ _virtual }) => _virtual)) return [];
  const first = since('StandardVirtualThreadExecutor');
  if (!isSince(release.version, first)) {
    const [earliest] = first.filter((version) => lineOf(version) === release.line);
    return [error('VIRTUAL_THREADS', instance.node.path, {
      got: `virtual threads in Tomcat ${release.version}`,
      why: `the line ${release.line} has them since ${earliest}`,
      fix: `use TomcatRelease.of('${earliest}') or later, or Executor.platform()`,
    })];
  }
  return java === undefined || java >= VIRTUAL_THREADS_JAVA ? [] : [error('VIRTUAL_THREADS', instance.node.path, {
    got: `virtual threads on Java ${java}`,
    why: `Java has them since ${VIRTUAL_THREADS_JAVA}; the connector would not start`,
    fix: "use a distribution such as TomcatDistribution.image('tomcat:10.1-jdk21'), or one whose base image has the javaPackage openjdk-21-jre-headless",
  })];
});
