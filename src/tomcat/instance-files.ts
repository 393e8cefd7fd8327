import { contextXml } from './context-xml';
import { defaultWebXml } from './default-web-xml';
import { accessLog, loggingProperties } from './logging';
import { remoteIpValve } from './remote-ip';
import { serverXml } from './server-xml';
import type { TomcatInstance } from './tomcat-instance';
import { tomcatUsersXml } from './tomcat-user';
import { WebApplication } from './web-application';
import { clusterXml } from '../cluster/cluster-xml';
import { configFile, HostFile } from '../host/host-file';
import { shellExports, shellWord } from '../text/shell';
import { Text } from '../text/text';

/** Every file of an instance's CATALINA_BASE. */
export function instanceFiles(instance: TomcatInstance): HostFile[] {
  const { _props: props, _catalinaBase: base, cluster, applications } = instance;
  const users = props.users ?? [];
  return [
    configFile(`${base}/bin/setenv.sh`, shellExports('Read by catalina.sh.', {
      // catalina.sh has the shell read the options once more, as words.
      CATALINA_OPTS: Text.join([`-Xmx${props.maxHeapMegabytes ?? 512}m`, ...props.jvmOptions ?? []].map(shellWord), ' '),
      ...cluster?._membership._cloud?.environment, // which is where Tomcat looks for whom to ask
      ...props.environment,
    })),
    configFile(`${base}/conf/server.xml`, serverXml({
      shutdownPort: props.shutdownPort ?? -1,
      engineName: props.engineName ?? 'Catalina',
      virtualHostName: 'localhost',
      jvmRoute: instance.jvmRoute,
      executors: instance._executors.map(({ _element }) => _element),
      connectors: instance._connectors.map((connector) => connector._element({
        port: instance._portOf(connector), address: instance._addressBoundBy(connector), secret: instance._secretOf(connector),
      })),
      cluster: cluster && clusterXml(cluster, instance._member, cluster._memberList),
      accessLog: accessLog(props.accessLogPattern ?? '%h %l %u %t "%r" %s %b %D', {
        conditionIf: props.accessLogConditionIf,
        conditionUnless: props.accessLogConditionUnless,
        requestAttributesEnabled: props.remoteIp && true,
      }),
      remoteIp: props.remoteIp && remoteIpValve(props.remoteIp),
      showReport: props.showErrorReports ?? false,
      aliases: props.hostAliases ?? [],
      users,
      globalResources: (props.globalDataSources ?? []).map(({ _element }) => _element),
      engineExtras: { extraAttributes: props.engineExtraAttributes, extraElements: props.engineExtraElements },
    })),
    configFile(`${base}/conf/web.xml`, defaultWebXml(instance.release, props.sessionTimeoutMinutes ?? 30)),
    configFile(`${base}/conf/logging.properties`, loggingProperties()),
    ...(users.length > 0 ? [configFile(`${base}/conf/tomcat-users.xml`, tomcatUsersXml(users))] : []),
    ...applications.flatMap((application) => applicationFiles(application, instance)),
  ];
}

function applicationFiles(application: WebApplication, instance: TomcatInstance): HostFile[] {
  const { _props: props, _catalinaBase: base, cluster } = instance;
  const descriptor = `${base}/conf/${props.engineName ?? 'Catalina'}/localhost/${application._contextName}`;
  return [
    configFile(`${descriptor}.xml`, contextXml(application, {
      catalinaBase: base,
      site: cluster?.clusterName ?? instance.instanceName,
      instance: instance.jvmRoute,
      manager: cluster?._manager._element,
      webXml: cluster && application._markedWebXml(base),
    })),
    ...application._files(base, cluster !== undefined),
  ];
}
