/** What Tomcat calls the session cookie where nobody says anything else, and the parameter of a path that holds the id where the cookie does not. */
export const SESSION_COOKIE = 'JSESSIONID';
export const SESSION_PATH_PARAMETER = 'jsessionid';
