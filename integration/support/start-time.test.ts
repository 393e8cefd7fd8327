import { startupMillis } from './start-time';

test.each([
  ['INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [2260] milliseconds', 2260],
  ['INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [12,465] milliseconds', 12465],
  ['INFO [main] org.apache.catalina.startup.Catalina.load Server initialization in [1429] milliseconds', undefined],
])('%s', (line, millis) => {
  expect(startupMillis(`before\n${line}\nbehind`)).toBe(millis);
});
