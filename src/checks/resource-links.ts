import { Check, error } from './check';

/** A link leads to a resource of its instance. */
export const resourceLinksLeadSomewhere: Check = (topology) => topology.instances.flatMap((instance) => {
  const { globalDataSources = [], users = [] } = instance._props;
  const known = [...globalDataSources.map(({ name }) => name), ...(users.length > 0 ? ['UserDatabase'] : [])];
  return instance.applications.flatMap(({ _context: { resourceLinks = [] }, _contextPath }) => resourceLinks
    .filter(({ global }) => !known.includes(global))
    .map(({ name, global }) => error('RESOURCE_LINK', instance.node.path, {
      got: `a resource link ${name} of ${_contextPath} to ${global}`,
      why: `the instance has ${known.length > 0 ? `only ${known.join(', ')}` : 'no global resources'}, and the application would find nothing`,
      fix: 'add the data source to the globalDataSources of the instance, or to the dataSources of the application',
    })));
});
