import { Check, error } from './check';
import type { TomcatInstance } from '../tomcat/tomcat-instance';
import type { WebApplication } from '../tomcat/web-application';

/**
 * A front end sends requests to any member, and a member that starts asks one other for the sessions of an application: where that one has
 * not got it, it starts without.
 */
export const membersRunTheSame: Check = (topology) => topology.sites.flatMap(({ members, node }) => {
  const kept = members.map((member) => ({ member, applications: keptBySite(member) }));
  const all = [...new Set(kept.flatMap(({ applications }) => applications))];
  return kept.flatMap(({ member, applications }) => {
    const lacks = all.filter((application) => !applications.includes(application));
    return lacks.length === 0 ? [] : [error('MEMBER_APPLICATIONS', member.node.path, {
      got: `no ${lacks.join(', ')}, as other members of ${node.path} have`,
      why: 'requests for it are answered with 404 here, or begin another session, and a member that starts gets no sessions of it from this one',
      fix: 'give all members the same applications, with the same options; one that shares no sessions has a manager of its own, such as ContextManager.standard(), on each',
    })];
  });
});

/** Applications whose sessions all members have, as they are told apart. */
function keptBySite(member: TomcatInstance): string[] {
  return [...new Set(member.applications.filter((application) => member._managerOf(application) === undefined).map(inWords))];
}

function inWords({ _contextPath: contextPath, _sessionCookieName: name, _sessionCookiePath: path }: WebApplication): string {
  const cookie = [...name === undefined ? [] : [name], ...path === contextPath ? [] : [`of the path ${path}`]].join(' ');
  return `application ${contextPath}${cookie && ` with the session cookie ${cookie}`}`;
}
