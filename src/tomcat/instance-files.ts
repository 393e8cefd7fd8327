import { contextElement } from './context-element';
import { defaultContext } from './default-context';
import { defaultWebXml } from './default-web-xml';
import { frontendsAsk, gracefulStopAwaitMillis, keepAliveTimeoutMillis } from './graceful-stop';
import { jvmOptions } from './instance-needs';
import { jmxFiles } from './jmx';
import { accessLog, loggingProperties } from './logging';
import { remoteIpValve } from './remote-ip';
import { serverXml } from './server-xml';
import { singleSignOnValve } from './single-sign-on';
import type { TomcatInstance } from './tomcat-instance';
import { tomcatUsersXml } from './tomcat-user';
import { WebApplication } from './web-application';
import { clusterXml } from '../cluster/cluster-xml';
import { configFile, HostFile } from '../host/host-file';
import { since } from '../release/release-features';
import { isSince } from '../release/release-lines';
import { shellExports, shellWord } from '../text/shell';
import { Text } from '../text/text';
import { xmlDocument } from '../text/xml';

/** Every file of an instance's CATALINA_BASE. */
export function instanceFiles(instance: TomcatInstance): HostFile[] {
  const { _props: props, _catalinaBase: base, cluster, applications } = instance;
  const users = props.users ?? [];
  return [
    configFile(`${base}/bin/setenv.sh`, shellExports('Read by catalina.sh.', {
      // catalina.sh has the shell read the options once more, as words.
      CATALINA_OPTS: Text.join(jvmOptions(instance).map(shellWord), ' '),
      ...cluster?._membership._cloud?.environment, // which is where Tomcat looks for whom to ask
      ...props.environment,
    })),
    configFile(`${base}/conf/server.xml`, serverXml({
      shutdownPort: props.shutdownPort ?? -1,
      gracefulStopAwaitMillis: gracefulStopAwaitMillis(instance),
      engineName: instance._engineName,
      virtualHostName: 'localhost',
      jvmRoute: instance.jvmRoute,
      executors: instance._executors.map(({ _element }) => _element),
      connectors: instance._connectors.map((connector) => connector._element({
        port: instance._portOf(connector),
        address: instance._addressBoundBy(connector),
        secret: instance._secretOf(connector),
        keepAliveTimeoutMillis: keepAliveTimeoutMillis(instance, connector, connector === instance._ajpConnector && frontendsAsk(instance, 'AJP')),
      })),
      cluster: cluster && clusterXml(cluster, instance._member, cluster._memberList, instance.release),
      clusterOfHost: cluster?._ofHost ?? false,
      accessLog: accessLog(props.accessLogPattern ?? '%h %l %u %t "%r" %s %b %D', {
        conditionIf: props.accessLogConditionIf,
        conditionUnless: props.accessLogConditionUnless,
        requestAttributesEnabled: props.remoteIp && true,
      }),
      remoteIp: props.remoteIp && remoteIpValve(props.remoteIp, frontendsAsk(instance, 'HTTP')),
      singleSignOn: props.singleSignOn && singleSignOnValve(props.singleSignOn),
      healthCheck: isSince(instance.release.version, since('HealthCheckValve')),
      hostOptions: props.hostOptions ?? {},
      hasContexts: applications.length > 0,
      showReport: props.showErrorReports ?? false,
      aliases: props.hostAliases ?? [],
      users,
      globalResources: (props.globalDataSources ?? []).map(({ _element }) => _element),
      engineExtras: { extraAttributes: props.engineExtraAttributes, extraElements: props.engineExtraElements },
    })),
    configFile(`${base}/conf/web.xml`, defaultWebXml(instance.release, props.sessionTimeoutMinutes ?? 30)),
    ...(frontendsAsk(instance) ? [configFile(`${base}/conf/context.xml`, xmlDocument(defaultContext(instance)))] : []),
    configFile(`${base}/conf/logging.properties`, loggingProperties(props.logLevels)),
    ...(users.length > 0 ? [configFile(`${base}/conf/tomcat-users.xml`, tomcatUsersXml(users))] : []),
    ...jmxFiles(instance),
    ...instance.redisSessions?._files(base) ?? [],
    ...applications.flatMap((application) => applicationFiles(application, instance)),
  ];
}

function applicationFiles(application: WebApplication, instance: TomcatInstance): HostFile[] {
  const { _catalinaBase: base } = instance;
  const descriptor = `${base}/conf/${instance._engineName}/localhost/${application._contextName}`;
  return [
    configFile(`${descriptor}.xml`, xmlDocument(contextElement(application, instance))),
    ...application._files(base, instance._replicates(application)),
  ];
}
