import { javaProperties } from '../text/java-properties';
import { Text } from '../text/text';
import { XmlElement } from '../text/xml';

/** conf/logging.properties: everything goes to the process's output, where the host collects it. */
export function loggingProperties(): Text {
  written ??= javaProperties({
    'handlers': 'java.util.logging.ConsoleHandler',
    '.handlers': 'java.util.logging.ConsoleHandler',
    'java.util.logging.ConsoleHandler.level': 'INFO',
    'java.util.logging.ConsoleHandler.formatter': 'org.apache.juli.OneLineFormatter',
    'java.util.logging.ConsoleHandler.encoding': 'UTF-8',
  });
  return written;
}

let written: Text | undefined;

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
