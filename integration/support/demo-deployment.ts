import { Deployment } from './deployment';
import { say } from './progress';
import { Sites } from './sites';
import { EXAMPLE, twoSites } from './two-sites';

const STACK = 'two-sites';

/** The demo, on the ports that WEB_01_PORT and WEB_02_PORT ask for. */
export function demoSites(): Sites {
  return twoSites(STACK, [Number(process.env.WEB_01_PORT ?? 8081), Number(process.env.WEB_02_PORT ?? 8082)]);
}

export function demoDeployment(): Deployment {
  return new Deployment({
    stack: STACK,
    app: `npx tsx examples/${EXAMPLE}/main.ts`,
    onResource: (what) => say(`  ${what}`),
  });
}
