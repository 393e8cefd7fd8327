import js from '@eslint/js';
import stylistic from '@stylistic/eslint-plugin';
import tseslint from 'typescript-eslint';

const barrels = ['azurerm', 'docker'].map((name) => ({
  name: `@cdktf/provider-${name}`,
  message: `Import from @cdktf/provider-${name}/lib/<resource>: the package's index loads every resource.`,
}));
const provider = (name) => ({ group: [`@cdktf/provider-${name}/*`], message: `Only src/${name}/ knows the ${name} provider.` });
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { paths: barrels, patterns }] });

export default tseslint.config(
  { ignores: ['lib/', 'dist/', 'cdktf.out/', 'node_modules/', '**/*.js', 'reports/', '.demo/'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    plugins: { '@stylistic': stylistic },
    rules: {
      '@stylistic/quotes': ['error', 'single', { avoidEscape: true }],
      '@stylistic/semi': 'error',
      '@stylistic/indent': ['error', 2],
      '@stylistic/comma-dangle': ['error', 'always-multiline'],
      '@stylistic/max-len': ['error', { code: 150, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-control-regex': 'off',
      ...restrict(),
    },
  },
  { files: ['src/**'], rules: restrict(provider('docker'), provider('azurerm')) },
  { files: ['src/docker/**'], rules: restrict(provider('azurerm')) },
  { files: ['src/azure/**'], rules: restrict(provider('docker')) },
);
