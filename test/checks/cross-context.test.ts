import { ContextManager, WebApplication, WebApplicationOptions } from 'cdktf-tomcat-cluster';
import { expectProblems } from '../support/expect-problem';
import { Tier } from '../support/program';

function problemsWith(crossContext: string, clustered = true, options: WebApplicationOptions = {}) {
  const tier = new Tier();
  const portal = WebApplication.sessionProbe({ contextPath: '/portal', extraAttributes: { crossContext }, ...options });
  tier.tomcat('a', { cluster: clustered ? tier.cluster('x') : undefined, applications: [WebApplication.sessionProbe(), portal] });
  return tier.problems;
}

test('an application that has another one answer parts of a request is warned where sessions move', () => {
  expectProblems(problemsWith('true'), 'warning', {
    code: 'CROSS_CONTEXT_SESSIONS', path: 'shop/a', got: 'crossContext of /portal', why: 'begin a new session there', fix: 'over HTTP',
  });
});

test('where it does not, or sessions stay, there is nothing to say', () => {
  expect(problemsWith('false')).toEqual([]);
  expect(problemsWith('true', false)).toEqual([]);
  expect(problemsWith('true', true, { manager: ContextManager.standard() })).toEqual([]);
});
