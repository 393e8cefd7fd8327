import { execFile } from 'node:child_process';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { readinessCommand } from '../../src/host/readiness';

/** What the command prints and how it ends, where the server sends `answer` to whoever asks, or nothing. */
async function asked(answer: string | undefined, path = '/shop/'): Promise<{ status: number; said: string; request: string }> {
  const sockets: Socket[] = [];
  let request = '';
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      request += data;
      if (answer !== undefined && request.endsWith('\r\n\r\n')) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const [program, ...words] = readinessCommand({ address: '127.0.0.1', port: (server.address() as AddressInfo).port, request: { path, hostName: 'shop.example.com' } });
  const ended = await new Promise<{ status: number; said: string }>((resolve) => {
    execFile(program, words, { env: { ...process.env, status: '200', said: 'nothing' } }, (error, stdout) => resolve({ status: error ? Number(error.code) : 0, said: stdout }));
  });
  sockets.forEach((socket) => socket.destroy());
  await new Promise((resolve) => server.close(resolve));
  return { ...ended, request };
}

test.each(['200 ', '302 Found', '401 Unauthorized'])('a service that answers %s serves', async (status) => {
  expect(await asked(`HTTP/1.1 ${status}\r\n\r\n`)).toEqual({
    status: 0, said: '', request: 'GET /shop/ HTTP/1.1\r\nHost: shop.example.com\r\nConnection: close\r\n\r\n',
  });
});

test.each([404, 403])('one that answers %d does not, and is told how to serve', async (status) => {
  expect(await asked(`HTTP/1.1 ${status} \r\n\r\n`)).toMatchObject({
    status: 1, said: `GET /shop/ was answered ${status}, not with a page, a redirect or 401: say readinessPath\n`,
  });
});

test('one that fails by itself is not told to say another path', async () => {
  expect(await asked('HTTP/1.1 503 Service Unavailable\r\n\r\n', '/health?full=1&x=~+')).toMatchObject({
    status: 1, said: 'GET /health?full=1&x=~+ was answered 503, not with a page, a redirect or 401\n',
  });
});

test.each([['nothing', undefined], ['half a line', 'HTTP/1.1 200']])('one that answers %s is said to be silent', async (_, answer) => {
  expect(await asked(answer)).toMatchObject({ status: 1, said: 'GET /shop/ was not answered within 4 seconds\n' });
}, 20_000);

test('one to whose port nobody listens does not serve', async () => {
  const [program, ...words] = readinessCommand({ address: '127.0.0.1', port: 1, request: { path: '/', hostName: 'localhost' } });
  const status = await new Promise((resolve) => { execFile(program, words, (error) => resolve(error ? error.code : 0)); });
  expect(status).toBe(1);
});
