/** The members that a Tomcat's log says joined its cluster: an address or a name, and the port of their receiver. */
export function membersAdded(log: string): { host: string; port: number }[] {
  const lines = log.split('\n').filter((line) => line.includes('Replication member added'));
  return lines.map((line) => {
    const [, host, port] = /tcp:\/\/(\{[^}]*\}|[^:,\]]+):(\d+)/.exec(line) ?? [];
    if (!host) throw new Error(`no member is named in: ${line}`);
    return { host: dotted(host), port: Number(port) };
  });
}

/** How long the starts of a Tomcat waited for the sessions of another member, in milliseconds, with whatever success. */
export function waitsForSessions(log: string): number[] {
  const lines = log.split('\n').filter((line) => line.includes('DeltaManager.waitForSendAllSessions'));
  return lines.map((line) => {
    const [, millis] = /\[([\d,.]+)\] ms\b/.exec(line) ?? [];
    if (!millis) throw new Error(`no time is named in: ${line}`);
    return Number(millis.replace(/[,.]/g, ''));
  });
}

/** Tribes writes the bytes of an address: `{172, 30, 0, 2}`, or signed, `{-84, 30, 0, 2}`. */
function dotted(host: string): string {
  if (!host.startsWith('{')) return host;
  return host.slice(1, -1).split(',').map((byte) => Number(byte) & 0xff).join('.');
}
