import { ConfigError } from '../checks/config-error';

/** The size of the heap, in each of the words that the JVM has for it. */
const HEAP_SIZE = /^-X?m[sx]|^-XX:(Max|Min|Initial)(RAMPercentage|HeapSize)=/;
/** A blank where no value can be that holds it. That of a property, or behind a colon or an equals sign, may hold one. */
const BLANK = /^$|^\s|^-(?!D|[\w/]+:(?![+-])).*\s/;
/** Another option behind the first word. A command of -XX:OnError= has options of its own. */
const ANOTHER = /^-(?!XX:On)\S*\s+-[A-Za-z-]/;

/** Refuses options that the JVM would not start with, and those that contradict the library's. */
export function checkJvmOptions(options: string[], path: string): void {
  options.filter((option) => BLANK.test(option) || ANOTHER.test(option)).forEach((option) => {
    throw new ConfigError({
      code: 'JVM_OPTION',
      path,
      got: `"${option}" among the jvmOptions`,
      why: 'each is one word of the command line: the JVM knows no such option and does not start, or takes the rest for a part of its value',
      fix: "write each option by itself, and one that takes its value from the next word as two, as in ['--add-opens', 'java.base/java.lang=ALL-UNNAMED']",
    });
  });
  checkNoHeapSize(options, 'among the jvmOptions', path);
}

/** Refuses a heap that is not the one the library knows of. */
export function checkNoHeapSize(options: string[], where: string, path: string): void {
  const said = options.find((option) => HEAP_SIZE.test(option));
  if (said === undefined) return;
  throw new ConfigError({
    code: 'HEAP_OPTION',
    path,
    got: `${said} ${where}`,
    why: 'the library writes the size of the heap, and compares it with the memory of the host',
    fix: 'use maxHeapMegabytes and minHeapMegabytes',
  });
}
