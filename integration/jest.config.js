module.exports = {
  rootDir: '..',
  globalSetup: '<rootDir>/integration/support/remove-leftovers.ts',
  testMatch: ['<rootDir>/integration/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/(reports|dist|\\.demo)/'], // copies of this package
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  moduleNameMapper: { '^cdktf-tomcat-cluster$': '<rootDir>/src' },
  testTimeout: 600_000,
  reporters: ['default', '<rootDir>/test/support/count-reporter.js'],
};
