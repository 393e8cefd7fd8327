import { finestLevel, LogLevels } from './log-levels';
import { javaProperties } from '../text/java-properties';
import { Text } from '../text/text';
import { XmlElement } from '../text/xml';

/**
 * conf/logging.properties: everything goes to the process's output, where the host collects it.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/logging.html
 */
export function loggingProperties(levels: LogLevels | undefined): Text {
  if (levels) return written(levels);
  usual ??= written({});
  return usual;
}

let usual: Text | undefined;

function written(levels: LogLevels): Text {
  return javaProperties({
    'handlers': 'java.util.logging.ConsoleHandler',
    '.handlers': 'java.util.logging.ConsoleHandler',
    'java.util.logging.ConsoleHandler.level': finestLevel(levels),
    'java.util.logging.ConsoleHandler.formatter': 'org.apache.juli.OneLineFormatter',
    'java.util.logging.ConsoleHandler.encoding': 'UTF-8',
    ...Object.fromEntries(Object.entries(levels).map(([logger, level]) => [`${logger}.level`, level])),
  });
}

/** What the access log may say beside its pattern. */
interface AccessLogOptions {
  readonly conditionIf?: string;
  readonly conditionUnless?: string;
  /** Whether what a RemoteIpValve found out is logged. */
  readonly requestAttributesEnabled?: boolean;
}

/**
 * The access log, written to the process's output too.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Access_Log_Valve
 */
export function accessLog(pattern: string, more: AccessLogOptions = {}): XmlElement {
  return {
    name: 'Valve',
    attributes: {
      className: 'org.apache.catalina.valves.AccessLogValve',
      directory: '/dev',
      prefix: 'stdout',
      suffix: '',
      rotatable: false,
      checkExists: false,
      buffered: false,
      pattern,
      ...more,
    },
  };
}
