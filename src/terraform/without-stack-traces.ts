/**
 * Makes a resource. cdktf keeps the stack trace of where each of its lists was made, a dozen for a container; to write
 * them takes longer than all the rest, above all where a loader maps them to TypeScript. None of them leads to more than
 * the construct's path does.
 */
export function withoutStackTraces<T>(make: () => T): T {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => '';
  try {
    return make();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
