import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Has lib/index.js load each module when something of it is first asked for: an app on Docker loads nothing of Azure, and the other way
 * round. Runs after the compiler. Its own getters stay, because Node.js knows by their form what an ES module may import by name.
 */
const file = join(__dirname, '../lib/index.js');

const compiled = readFileSync(file, 'utf8');
const lazy = compiled.replace(/^var (\w+) = (require\("[^"]+"\));$/gm, (_, name: string, load: string) => {
  const exported = [...compiled.matchAll(new RegExp(`return ${name}\\.(\\w+);`, 'g'))].map(([, each]) => each);
  return `var ${name} = { ${exported.map((each) => `get ${each}() { return ${load}.${each}; }`).join(', ')} };`;
});

const eager = lazy.split('\n').find((line) => /^[^{]*require\(/.test(line));
if (eager) throw new Error(`lib/index.js would load a module at once: export what it has by its names in src/index.ts, not as in "${eager}"`);
writeFileSync(file, lazy);
