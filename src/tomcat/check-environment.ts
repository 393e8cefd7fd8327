import { checkNoHeapSize } from './check-jvm-options';
import { ConfigError } from '../checks/config-error';
import { checkVariableName } from '../text/shell';

/** What catalina.sh finds the files and directories of the instance by, and what the library says to the JVM. */
const OF_THE_LIBRARY = ['CATALINA_BASE', 'CATALINA_HOME', 'CATALINA_LOGGING_CONFIG', 'CATALINA_OPTS', 'CATALINA_TMPDIR', 'LOGGING_MANAGER'];
/** Where catalina.sh and the JVM look for further options of the JVM. */
const OF_THE_JVM = ['JAVA_OPTS', 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'];

/** Refuses variables that no shell takes, and those that would take the place of what the library says. */
export function checkEnvironment(environment: { [name: string]: string }, path: string): void {
  for (const [name, value] of Object.entries(environment)) {
    checkVariableName(name, path);
    if (OF_THE_LIBRARY.includes(name)) throw taken(name, path);
    if (OF_THE_JVM.includes(name)) checkNoHeapSize(value.split(/[\s'"]+/), `in the variable ${name}`, path);
  }
}

function taken(name: string, path: string): ConfigError {
  return new ConfigError({
    code: 'ENVIRONMENT_NAME',
    path,
    got: `the variable ${name}`,
    why: "by it catalina.sh finds what is the library's: the files of the instance, or the options of its JVM",
    fix: 'leave it out, and use jvmOptions for further options of the JVM',
  });
}
