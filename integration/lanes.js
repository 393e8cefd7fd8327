const { default: TestRunner } = require('jest-runner');

/** What these see depends on the time that something takes: nothing runs beside them. */
const TIMED = /\/integration\/(draining|failover|faults|replication|configurations\/interrupted-answers|support\/load)\.test\.ts$/;

/** A machine has one Azure lab at a time, so these follow each other. */
const OF_THE_LAB = /\/integration\/azure[-/]/;

/**
 * A jest runner: first the tests that wait for machines and Tomcats most of the time, in two lanes at once, those of the Azure lab in one of
 * them; then the timed ones, one after the other. With `--runInBand`, and where jest sees that it is quicker, all follow each other.
 */
module.exports = class Lanes extends TestRunner {
  constructor(globalConfig, context) {
    super({ ...globalConfig, maxWorkers: 1 }, context); // a lane is a process
  }

  async runTests(tests, watcher, { serial }) {
    if (serial) return super.runTests(tests, watcher, { serial });
    const timed = tests.filter(({ path }) => TIMED.test(path));
    const others = tests.filter((test) => !timed.includes(test));
    const lanes = [others.filter(({ path }) => OF_THE_LAB.test(path)), others.filter(({ path }) => !OF_THE_LAB.test(path))];
    await Promise.all(lanes.map((lane) => super.runTests(lane, watcher, { serial: false })));
    return super.runTests(timed, watcher, { serial: true });
  }
};
