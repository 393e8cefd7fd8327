/**
 * A path that no application has. A Tomcat answers it with 200 once all its applications run; a front end passes it on to
 * any Tomcat, whatever the name it is asked by, so that a load balancer's probe tells whether it serves.
 */
export const HEALTH_PATH = '/-/health';

/** An expression for it, and nothing else. */
export const HEALTH_PATH_ALONE = `^${HEALTH_PATH}$`;
