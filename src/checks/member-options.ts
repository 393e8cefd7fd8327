import { Check, error } from './check';
import { Activation } from '../apache/member-options';
import type { Topology } from '../topology/topology';

type Frontend = Topology['frontends'][number];

/** What a front end says of single members is about members that it has, and leaves somebody who serves. */
export const memberOptionsAreOfMembers: Check = (topology) => topology.frontends.flatMap((frontend) => problemsOf(frontend)
  .map((said) => error('MEMBER_OPTIONS', frontend.node.path, said)));

function problemsOf({ _memberOptions: options, _balancers: balancers, _balancedBy: module }: Frontend): { got: string; why: string; fix: string }[] {
  const names = [...new Set(balancers.flatMap(({ members }) => members.map(({ jvmRoute }) => jvmRoute)))];
  const known = `its members are ${names.join(', ') || 'none'}`;
  const idle = balancers.filter(({ members }) => members.length > 0
    && members.every(({ jvmRoute }) => (options[jvmRoute]?.activation ?? Activation.ACTIVE) !== Activation.ACTIVE));
  return [
    ...Object.keys(options).filter((name) => !names.includes(name)).map((name) => ({
      got: `members with "${name}"`, why: `no route leads to a Tomcat of this jvmRoute; ${known}`, fix: 'use the jvmRoute of one of them',
    })),
    ...Object.entries(options).filter(([name, { redirect = '' }]) => redirect && (redirect === name || !names.includes(redirect))).map(([name, { redirect }]) => ({
      got: `redirect "${redirect}" of the member ${name}`, why: `there is no other Tomcat of this jvmRoute; ${known}`, fix: 'use the jvmRoute of another of them',
    })),
    ...Object.entries(options).filter(([, { domain }]) => domain !== undefined && module === 'mod_proxy').map(([name, { domain }]) => ({
      got: `domain "${domain}" of the member ${name}`, why: 'mod_proxy_balancer has no domains', fix: 'use redirect or distance, or an ApacheJkFrontend',
    })),
    ...Object.entries(options).filter(([, { domain }]) => domain !== undefined && !/^[A-Za-z0-9_-]{1,63}$/.test(domain)).map(([name, { domain }]) => ({
      got: `domain ${JSON.stringify(domain)} of the member ${name}`, why: 'it is a name as those of workers', fix: 'use up to 63 letters, digits, _ and -',
    })),
    ...idle.map(({ name }) => ({
      got: `the balancer ${name} without an active member`, why: 'nobody could begin a session', fix: 'leave activation out for one of its members',
    })),
  ];
}
