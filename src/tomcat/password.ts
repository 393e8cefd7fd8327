import { Constraint } from '../text/reference';
import { Secret } from '../text/secret';
import { Text } from '../text/text';

/**
 * A secret as an attribute of one of Tomcat's own files. Tomcat replaces `${name}` in them by system properties, and XML
 * has no escape for control characters.
 *
 * @param what Begins the message about a value that does not fit, such as "a keystore's password".
 */
export function passwordText(secret: Secret, what: string): Text {
  return secret._text.constrained({ pattern: PASSWORD, message: `${what} must hold no \${ and no control characters.` } satisfies Constraint);
}

const PASSWORD = '^([^$\\x00-\\x1f\\x7f]|[$]+[^${\\x00-\\x1f\\x7f])*[$]*$';
