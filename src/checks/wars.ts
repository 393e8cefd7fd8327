import { Check, error } from './check';
import { LINES } from '../release/release-lines';
import { contextElement } from '../tomcat/context-element';
import { missingFrom } from '../tomcat/context-of-war';
import { servletPackageOf } from '../tomcat/servlet-package';
import type { TomcatInstance } from '../tomcat/tomcat-instance';
import type { WarFile } from '../tomcat/war-file';
import type { WebApplication } from '../tomcat/web-application';
import { librariesAgainstReplication } from '../tomcat/web-fragments';

/** Where sessions are replicated, no library of a WAR may undo the mark `<distributable/>` that the application has or is given. */
export const librariesAreDistributable: Check = (topology) => topology.instances.flatMap((instance) => applicationsWithWar(instance)
  .filter(({ application }) => instance._replicates(application))
  .flatMap(({ war }) => librariesAgainstReplication(war).map((library) => error('WAR_NOT_DISTRIBUTABLE', instance.node.path, {
    got: `${library} in ${war.path}, whose META-INF/web-fragment.xml does not say <distributable/>`,
    why: 'Tomcat takes the whole application as not distributable then: a session that moved keeps the route of the Tomcat that is gone, '
      + 'and what cannot be replicated is put into it without a word',
    fix: 'use a release of the library that says so, put the mark into its web-fragment.xml, or leave the fragment out with an <absolute-ordering> in web.xml',
  }))));

/** A WAR is compiled for the Servlet classes that its Tomcat has. */
export const warsAreForTheirTomcat: Check = (topology) => topology.instances.flatMap((instance) => {
  const { release } = instance;
  const has = LINES[release.line].servletPackage;
  return applicationsWithWar(instance).filter(({ war }) => (servletPackageOf(war) ?? has) !== has).map(({ war }) => error('WAR_SERVLET_PACKAGE', instance.node.path, {
    got: `${war.path}, whose classes use ${servletPackageOf(war)}.servlet, for Tomcat ${release.version}`,
    why: `it has ${has}.servlet: servlets and filters with annotations are passed over without a word, and those of web.xml do not load`,
    fix: has === 'jakarta' ? 'use TomcatRelease.V9_0, or migrate the application to Jakarta EE' : 'use TomcatRelease.V10_1 or later',
  }));
});

/** Tomcat reads the context that the program describes, and not the one in a WAR. */
export const contextsOfWarsAreSaid: Check = (topology) => topology.instances.flatMap((instance) => applicationsWithWar(instance)
  .map(({ application, war }) => ({ war, missing: missingFrom(contextElement(application, instance), war) }))
  .filter(({ missing }) => missing.length > 0)
  .map(({ war, missing }) => error('WAR_CONTEXT_XML', instance.node.path, {
    got: `META-INF/context.xml in ${war.path}, which says: ${missing.join(', ')}`,
    why: 'Tomcat reads the context that the program describes instead, and the application would run without these',
    fix: 'say them in the options of the WebApplication, such as dataSources, environmentEntries, parameters, manager or extraElements; '
      + 'the WAR may stay as it is then',
  })));

/** The applications of an instance whose WARs can be looked at. A missing one is named by the step of the synthesis that copies it. */
function applicationsWithWar(instance: TomcatInstance): { application: WebApplication; war: WarFile }[] {
  return instance.applications.flatMap((application) => application._war?.exists ? [{ application, war: application._war }] : []);
}
