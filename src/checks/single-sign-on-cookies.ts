import { Token } from 'cdktf';
import { Check, warning } from './check';
import { holds } from './session-cookies-taken';
import type { ApacheFrontend } from '../apache/apache-frontend';
import { namesOf } from '../apache/virtual-host/site-order';
import type { VirtualHost } from '../apache/virtual-host/virtual-host';
import { SingleSignOnOptions } from '../tomcat/single-sign-on';
import type { TomcatInstance } from '../tomcat/tomcat-instance';

/** The cookie by which a single sign-on knows who has logged in, at a virtual host. */
interface SingleSignOnCookie {
  readonly frontend: ApacheFrontend;
  readonly site: VirtualHost;
  /** Who has those that have logged in. */
  readonly keeper: string;
  readonly name: string;
  /** Undefined where it is of the name that was asked for. */
  readonly domain?: string;
}

/** Such a cookie is of the path /, and a SingleSignOn erases one that it does not know. */
export const singleSignOnsKeepTheirCookies: Check = (topology) => {
  const all = topology.frontends.flatMap((frontend) => frontend._virtualHosts.flatMap((site) => cookiesOf(frontend, site)));
  const cookies = all.filter((cookie, index) => all.findIndex((other) => whereAndWhose(other) === whereAndWhose(cookie)) === index);
  return cookies.flatMap((cookie, index) => cookies.slice(0, index)
    .filter((other) => other.keeper !== cookie.keeper && identityOf(other) === identityOf(cookie))
    .slice(0, 1)
    .map((other) => warning('SESSION_COOKIE_SHARED', cookie.frontend.node.path, {
      got: `cookies ${cookie.name} of the single sign-on of ${other.keeper} at ${other.site.serverName} and of ${cookie.keeper} at ${cookie.site.serverName}`
        + `${cookie.domain === undefined ? '' : `, of the domain ${cookie.domain}`}`,
      why: 'a browser keeps one cookie of a name and domain, and a Tomcat erases one that it does not know: whoever visits both has to log in to each application anew',
      fix: cookie.domain === undefined ? 'give each a virtual host of its own'
        : 'leave the cookieDomain out: the cookie is then of the name that was asked for',
    })));
};

function identityOf({ site, name, domain }: SingleSignOnCookie): string {
  return JSON.stringify([name, domain === undefined ? ['host', site.serverName] : ['domain', domain.toLowerCase()]]);
}

/** Several front ends may lead to it. */
function whereAndWhose(cookie: SingleSignOnCookie): string {
  return JSON.stringify([cookie.site.serverName, cookie.keeper, identityOf(cookie)]);
}

function cookiesOf(frontend: ApacheFrontend, site: VirtualHost): SingleSignOnCookie[] {
  return site.routes.flatMap(({ _target }) => _target._balancerMembers.flatMap(({ instance }) => {
    const options = instance && singleSignOnOf(instance);
    if (!options || Token.isUnresolved(options.cookieDomain) || Token.isUnresolved(options.cookieName)) return [];
    const { cookieDomain: domain, cookieName: name = 'JSESSIONIDSSO' } = options;
    if (domain !== undefined && !namesOf(site).some((each) => holds(domain.toLowerCase(), each))) return []; // no browser takes it
    return [{ frontend, site, keeper: (instance._site ?? instance).node.path, name, domain }];
  }));
}

function singleSignOnOf({ cluster, _props: { singleSignOn } }: TomcatInstance): SingleSignOnOptions | undefined {
  return singleSignOn ?? cluster?._valves.find(({ _traits }) => _traits.singleSignOn)?._traits.singleSignOn;
}
