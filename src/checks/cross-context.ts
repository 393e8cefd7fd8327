import { Check, warning } from './check';

/**
 * Where an application has another one answer a part of a request, Tomcat gives the session there the id of the session here. A session that moves to
 * another Tomcat gets a new id, and so does one that somebody logs in to; the other one keeps its own.
 */
export const crossContextSessionsAreFound: Check = (topology) => topology.instances.flatMap((instance) => instance.applications
  .filter((application) => instance._replicates(application) && application._context.extraAttributes?.crossContext === 'true')
  .map(({ _contextPath: contextPath }) => warning('CROSS_CONTEXT_SESSIONS', instance.node.path, {
    got: `crossContext of ${contextPath}, whose sessions are replicated`,
    why: 'another application that it includes or forwards to finds its session by the id of this one, which changes when a Tomcat dies and with a login: '
      + 'its visitors begin a new session there',
    fix: 'have the applications ask each other over HTTP, or keep in a database what they share; accept it where the other one keeps nothing in sessions',
  })));
