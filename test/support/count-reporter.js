const { writeSync } = require('node:fs');

/** A jest reporter whose last line is `N passed, N failed`. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    // A file that does not load, or whose hooks throw, has no failed test to be counted.
    const broken = results.testResults.filter((file) => file.numFailingTests === 0 && (file.testExecError || file.failureMessage)).length;
    const failed = results.numFailedTests + broken;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
    // jest prints its own summary after the last reporter.
    process.once('exit', () => writeSync(1, line));
  }
};
