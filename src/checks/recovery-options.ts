import { Token } from 'cdktf';
import { Check, warning } from './check';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

/** The flags of mod_jk's recovery_options that say when a request must not be sent again. */
const NOT_ONCE_RECEIVED = 1;
const NOT_ONCE_ANSWERED = 2;
const ALWAYS_HEAD = 8;
const ALWAYS_GET = 16;

/** A request that is sent again must not be done twice, nor be answered twice. */
export const requestsAreNotRepeated: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const { flags: options } = frontend._recovery;
  const why = options === undefined || Token.isUnresolved(options) ? undefined : whyRepeated(options);
  return why === undefined ? [] : [warning('RECOVERY_OPTIONS', frontend.node.path, { got: `recoveryOptions ${options}`, why, fix: 'leave it out, or use 3 or 19' })];
});

/** Whose session others have too is served by them. */
export const visitorsGoToWhoHasTheirSessions: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const { refusing } = frontend._recovery;
  const sites = frontend._targets.filter(({ _balancerMembers: members }) => members.some(({ instance }) => instance && sharesSessions(instance)));
  return refusing === undefined || sites.length === 0 ? [] : [warning('RECOVERY_OPTIONS', frontend.node.path, {
    got: `${refusing} with a route to ${sites.map(({ node }) => node.path).join(' and ')}`,
    why: 'its visitors are refused while their Tomcat is away, though the others have their sessions',
    fix: `leave ${refusing} out`,
  })];
});

function sharesSessions(instance: TomcatInstance): boolean {
  const { applications, _site: site } = instance;
  const others = site?.members.length ?? 0;
  return others > 1 && (applications.length === 0 || applications.some((application) => instance._managerOf(application) === undefined));
}

/** What is wrong with a request is so at every Tomcat. */
export const requestsTakeNobodyOut: Check = (topology) => topology.frontends.flatMap((frontend) => {
  const statuses = frontend._recovery.failOnStatus?.filter((status) => !Token.isUnresolved(status) && status > 0 && status < 500) ?? [];
  return statuses.length === 0 ? [] : [warning('RECOVERY_OPTIONS', frontend.node.path, {
    got: `failOnStatus ${statuses.join(', ')}`,
    why: 'every Tomcat answers such a request so, for a page that does not exist for instance: one visitor takes one after the other out',
    fix: frontend._balancedBy === 'mod_jk' ? `leave it out, or write ${statuses.map((status) => -status).join(', ')}, which asks another and takes none out` : 'leave it out',
  })];
});

function whyRepeated(options: number): string | undefined {
  if (!(options & NOT_ONCE_ANSWERED)) return 'without 2 a second answer may follow the half of the first';
  if (!(options & NOT_ONCE_RECEIVED)) return 'without 1 a Tomcat may do again what another has done already, an order for instance';
  return options & ALWAYS_HEAD && options & ALWAYS_GET ? 'where 8 is set mod_jk forgets 16, and GET is not sent to another Tomcat' : undefined;
}
