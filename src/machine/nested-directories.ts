import { error } from '../checks/check';
import { Problem } from '../checks/problem';
import { Service } from '../host/service';
import { isBelow } from '../text/path';

/** A directory that a service writes. */
interface Written {
  readonly service: Service;
  readonly directory: string;
  readonly what: string;
  /** What is there is left as it is: others may write there, too. */
  readonly shared: boolean;
}

/**
 * What a service writes is in no directory that another one, or itself, writes in another way. Root makes some of these directories before each
 * start, gives them away or empties them: who writes the one above could put a link there, and have root do so with a directory of somebody else.
 */
export function nestedDirectories(services: Service[]): Problem[] {
  const all = services.flatMap(directoriesOf);
  return all.flatMap((inner) => all
    .filter((outer) => outer.directory !== inner.directory && isBelow(inner.directory, outer.directory) && !(outer.shared && inner.shared))
    .slice(0, 1)
    .map((outer) => error('DIRECTORY_NESTED', (inner.shared ? outer : inner).service.owner.node.path, {
      got: `${inner.what} in ${inner.directory}, below ${outer.directory}, which has ${outer.what}`,
      why: `root makes directories for ${inner.service.name} and gives them to it: whoever writes above could lead it to any other with a link`,
      fix: 'use a directory beside the other one, not below it',
    })));
}

function directoriesOf(service: Service): Written[] {
  const of = (directories: string[], what: string, shared: boolean) => directories.map((directory) => ({ service, directory, what: `${what} ${service.name}`, shared }));
  return [
    ...of(service.scratchDirectories, 'temporary files of', false),
    ...of(service.stateDirectories(), 'what shall stay of', false),
    ...of(service.writableDirectories ?? [], 'the writableDirectories of', true),
  ];
}
