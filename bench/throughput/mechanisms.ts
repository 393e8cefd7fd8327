import { ApacheFrontend, ApacheJkFrontend, ApacheProxyFrontend, Host } from 'cdktf-tomcat-cluster';
import { Construct } from 'constructs';

type FrontEnd = new (scope: Construct, id: string, props: { host: Host }) => ApacheFrontend;

/** How a web host passes requests on to its Tomcats: the front end of each mechanism. */
export const MECHANISMS: { readonly [mechanism: string]: FrontEnd } = {
  mod_jk: ApacheJkFrontend,
  mod_proxy: ApacheProxyFrontend,
};

/** The name of the host whose front end has the mechanism. */
export function webHostOf(mechanism: string): string {
  return `web-0${Object.keys(MECHANISMS).indexOf(mechanism) + 1}`;
}

/** Where the web host of a mechanism answers on 127.0.0.1. */
export function portOf(mechanism: string): number {
  return 18680 + Object.keys(MECHANISMS).indexOf(mechanism);
}
