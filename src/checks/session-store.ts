import { Check, error } from './check';

/** A DataSourceStore finds its database. */
export const storesHaveTheirDataSource: Check = (topology) => topology.instances.flatMap((instance) => {
  const ofInstance = (instance._props.globalDataSources ?? []).map(({ name }) => name);
  return instance.applications.flatMap((application) => {
    const name = instance._managerOf(application)?._store?._dataSource;
    const known = [...application._resources, ...ofInstance];
    return name === undefined || known.includes(name) ? [] : [error('SESSION_STORE_DATA_SOURCE', instance.node.path, {
      got: `SessionStore.dataSource('${name}') for ${application._contextPath}`,
      why: known.length > 0 ? `there is only ${known.join(', ')}` : 'neither the application nor the instance has a data source',
      fix: `add DataSource.jdbc('${name}', …) to the globalDataSources of the instance`,
    })];
  });
});
