import { Failover } from 'cdktf-tomcat-cluster';
import { readPage } from './pages';

const SECTION = /^## The settings behind it\n([^]*?)^## /m.exec(readPage('docs/failover.md'))![1];

/** A table's cells, by row. */
const rows = [...SECTION.matchAll(/^\|(.*)\|$/gm)].map(([, cells]) => cells.split('|').map((cell) => cell.trim()));
const head = rows.findIndex(([first]) => first === '`failover`');
const [titles, , ...profiles] = rows.slice(head).map((cells) => cells.slice(0, 7));

/** The milliseconds of `350 ms`, `1.5 s` or `never`. */
function millisOf(cell: string): number {
  const [, number, unit] = /^([\d.]+) (m?s)$/.exec(cell) ?? [cell, '0', cell === 'never' ? 'ms' : ''];
  if (unit === '') throw new Error(`${cell} is no time`);
  return Math.round(Number(number) * (unit === 's' ? 1000 : 1));
}

const PROFILES = { 'Failover.standard()': Failover.standard, 'Failover.fast()': Failover.fast, 'Failover.patient()': Failover.patient };

test('the table of docs/failover.md has a row for each profile', () => {
  expect(titles).toEqual(['`failover`', 'connect', 'ping', 'ping, used connection', 'silent GET', 'reply', 'recover']);
  expect(profiles.map(([name]) => name)).toEqual(Object.keys(PROFILES).map((name) => `\`${name}\``));
});

test.each(Object.entries(PROFILES))('it says what %s has', (name, profile) => {
  const said = profiles.find(([title]) => title === `\`${name}\``)!.slice(1).map(millisOf);
  const times = profile()._times;
  expect(said).toEqual([
    times.connectTimeoutMillis, times.pingTimeoutMillis, times.reusePingTimeoutMillis, times.silentGetMillis, times.replyTimeoutMillis,
    times.recoverTimeSeconds * 1000,
  ]);
});
