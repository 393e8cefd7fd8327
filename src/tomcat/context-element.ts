import { contextAttributes, contextElements } from './context-options';
import { withExtras } from './extra-element';
import type { TomcatInstance } from './tomcat-instance';
import type { WebApplication } from './web-application';
import { XmlElement } from '../text/xml';

/**
 * The context of an application, which its descriptor conf/Catalina/localhost/NAME.xml says. It wins over what the WAR says: with the
 * cluster's manager in it, and with a marked web.xml, sessions are replicated even where the WAR lacks `<distributable/>`.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/context.html
 */
export function contextElement(application: WebApplication, instance: TomcatInstance): XmlElement {
  const { _catalinaBase: catalinaBase } = instance;
  const { _context: options, _privileged: privileged } = application;
  const parameters = Object.entries(application._parameters(instance._siteName ?? instance.instanceName, instance.jvmRoute));
  return withExtras({
    name: 'Context',
    attributes: {
      docBase: application._docBase(catalinaBase),
      altDDName: instance._replicates(application) ? application._markedWebXml(catalinaBase) : undefined,
      ...contextAttributes(options),
      privileged,
    },
    children: [
      ...parameters.map(([name, value]) => ({ name: 'Parameter', attributes: { name, value, override: false } })),
      ...contextElements(options, instance._service.readiness().address),
      ...managerElements(application, instance),
    ],
  }, options);
}

/** Who keeps the sessions of an application: its own manager, otherwise the one that its instance shares with others, otherwise Tomcat's default. */
function managerElements(application: WebApplication, instance: TomcatInstance): XmlElement[] {
  const { _catalinaBase: catalinaBase, release, instanceName, cluster, redisSessions } = instance;
  const { _contextName: contextName, _resources: resources } = application;
  const own = instance._managerOf(application)?._element({ release, catalinaBase, instanceName, contextName, resources });
  const manager = own ?? cluster?._manager._element(release) ?? redisSessions?._element(catalinaBase, contextName);
  return [...(manager ? [manager] : []), ...(redisSessions ? [redisSessions._jarScanner] : [])];
}
