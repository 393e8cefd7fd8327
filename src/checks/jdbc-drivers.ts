import { Check, error } from './check';
import { Problem } from './problem';
import type { DataSource } from '../tomcat/data-source';
import type { TomcatInstance } from '../tomcat/tomcat-instance';
import type { WebApplication } from '../tomcat/web-application';

/**
 * The driver of a data source is where its pool looks for it: that of one application in its WAR or in Tomcat's lib, that of all in the
 * latter. What is seen on the host alone is taken to be there.
 */
export const driversAreThere: Check = (topology) => topology.instances.flatMap((instance) => [
  ...(instance._props.globalDataSources ?? []).flatMap((dataSource) => problemOf(instance, dataSource)),
  ...instance.applications.flatMap((application) => (application._context.dataSources ?? [])
    .flatMap((dataSource) => problemOf(instance, dataSource, application))),
]);

function problemOf(instance: TomcatInstance, { name, _driverClassName }: DataSource, application?: WebApplication): Problem[] {
  const places = [instance._hasInLib(_driverClassName), ...(application ? [application._holds(_driverClassName)] : [])];
  if (places.some((found) => found !== false)) return [];
  return [error('JDBC_DRIVER_MISSING', instance.node.path, {
    got: `DataSource.jdbc('${name}'), whose driver ${_driverClassName} is not in Tomcat's lib${application ? ` and not in the application ${application._contextPath}` : ''}`,
    why: 'Tomcat starts without it and says nothing; who asks for a connection gets an SQLException',
    fix: `add its jar to the libraries of the instance, as in libraries: [TomcatLibrary.jar('driver.jar')]${application ? ", or to the WAR's WEB-INF/lib" : ''}`,
  })];
}
