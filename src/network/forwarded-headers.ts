/** In which headers a front end that speaks HTTP tells a Tomcat who the visitor is. mod_proxy writes this one by itself. */
export const CLIENT_HEADER = 'X-Forwarded-For';

/** Whether he came by http or https. */
export const PROTOCOL_HEADER = 'X-Forwarded-Proto';

/** The port that he asked for, where it is not the one of the scheme. */
export const PORT_HEADER = 'X-Forwarded-Port';
