import { Constraint } from '../text/reference';

/**
 * What an AJP secret must look like: it stands in workers.properties, which has no escapes, and in server.xml. Tomcat
 * asks for ASCII; fewer than 16 characters are guessed.
 */
export const AJP_SECRET: Constraint = {
  pattern: '^[A-Za-z0-9_-]{16,}$',
  message: 'an AJP secret must be at least 16 of A-Z, a-z, 0-9, _ and -.',
};

/** The same for mod_proxy_ajp, which keeps it in 64 bytes. */
export const PROXY_AJP_SECRET: Constraint = {
  pattern: '^[A-Za-z0-9_-]{16,63}$',
  message: 'the AJP secret of an ApacheProxyFrontend must be 16 to 63 of A-Z, a-z, 0-9, _ and -.',
};
