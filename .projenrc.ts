import { JsonFile, javascript } from 'projen';
import { JsiiProject } from 'projen/lib/cdk';

const project = new JsiiProject({
  name: 'cdktf-tomcat-cluster',
  description: 'Constructs for CDK for Terraform: replicated Tomcat tiers behind Apache httpd from one typed description.',
  author: 'The cdktf-tomcat-cluster authors',
  authorAddress: 'authors@cdktf-tomcat-cluster.invalid',
  repositoryUrl: 'https://github.com/cdktf-tomcat-cluster/cdktf-tomcat-cluster.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdktf-tomcat-cluster authors',
  keywords: ['cdktf', 'terraform', 'tomcat', 'apache', 'mod_jk', 'session', 'cluster'],
  defaultReleaseBranch: 'main',
  github: false,
  release: false,
  depsUpgrade: false,
  projenrcJs: false,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.9.0',
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',
  peerDeps: [
    'cdktf@>=0.21.0 <1.0.0',
    'constructs@^10.4.2',
    '@cdktf/provider-azurerm@>=14.23.1 <17.0.0',
    '@cdktf/provider-docker@>=12.0.3 <17.0.0',
  ],
  // Neither has dependencies of its own.
  bundledDeps: [
    'fflate', // unzips WARs, and packs what machines are given
    '@xmldom/xmldom', // reads its descriptors, and the XML of the library in the tests
  ],
  devDeps: [
    'cdktf-cli@0.21.0', // cdktf deploy, as the examples' users run it
    'eslint@^9',
    '@eslint/js@^9',
    'typescript-eslint@^8',
    '@stylistic/eslint-plugin@^5',
    'jest@^29',
    '@swc/core@1.16.18', // compiles the tests for jest in milliseconds; types are checked by `npm run lint`
    '@swc/jest',
    '@types/jest@^29',
    'fast-check', // hostile texts and random programs in the tests
    'uplot@^1.6.32', // the charts of the fault laboratory's page, which holds its 53 KB; no dependencies of its own
    'tsx', // runs the examples and the integration programs without a build
  ],
  jest: false,
  eslint: false,
  sampleCode: false,
  docgenFilePath: 'API.md',
  readme: { contents: '# cdktf-tomcat-cluster\n' },
  gitignore: ['/reports/', '/cdktf.out/', '/.demo/', 'terraform.*.tfstate*', '.terraform/'],
});

const everything = { extends: './tsconfig.json', include: ['src', 'test', 'examples', 'integration', 'bench', 'build', '.projenrc.ts'] };
new JsonFile(project, 'tsconfig.dev.json', {
  marker: false,
  obj: { ...everything, compilerOptions: { rootDir: '.', noEmit: true, paths: { 'cdktf-tomcat-cluster': ['./src'] } } },
});

// Source maps within the files would double the time to load them.
for (const option of ['inlineSourceMap', 'inlineSources']) project.tryFindObjectFile('tsconfig.json')?.addOverride(`compilerOptions.${option}`, false);

const commands: Record<string, string> = {
  build: 'jsii --silence-warnings=reserved-word && tsx build/lazy-index.ts',
  'docgen': 'jsii-docgen -o API.md',
  'docgen:check': 'mkdir -p reports && jsii-docgen -o reports/API.md && diff API.md reports/API.md || (echo "API.md is not current: npm run docgen" && exit 1)',
  lint: 'tsc -p tsconfig.dev.json && eslint .',
  test: 'jest -c test/jest.config.js --ci', // a snapshot is written by hand, never by a run of the tests
  integration: 'jest -c integration/jest.config.js --runInBand',
  demo: 'tsx --tsconfig tsconfig.dev.json integration/demo.ts',
  clean: 'tsx --tsconfig tsconfig.dev.json integration/clean.ts',
  'checks-page': 'tsx --tsconfig tsconfig.dev.json test/checks/write-checks-page.ts',
  faults: 'tsx --tsconfig tsconfig.dev.json integration/faults/main.ts',
  bench: 'tsx --tsconfig tsconfig.dev.json bench/main.ts',
};
// Those of projen's own tasks would be called as ours are, and do other things.
for (const { name } of project.tasks.all) project.removeScript(name);
project.removeScript('projen');
project.addScripts(commands);
project.npmignore?.exclude('/bench/', '/build/', '/integration/', '/docs/images/', '/cdktf.json', '/Makefile', '/.ci/', '/reports/', '/.demo/', '/.projenrc.ts', '/eslint.config.mjs', '/tsconfig.dev.json');
project.defaultTask?.reset('tsx .projenrc.ts');

new JsonFile(project, 'cdktf.json', {
  marker: false,
  obj: {
    language: 'typescript',
    app: 'npx tsx --tsconfig tsconfig.dev.json examples/two-sites-multicast/main.ts',
    projectId: 'cdktf-tomcat-cluster',
    sendCrashReports: 'false',
    terraformProviders: [],
    terraformModules: [],
  },
});

project.synth();
