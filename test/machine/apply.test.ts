import { inApply } from './apply-program';
import { temporaryFolder } from '../support/temporary';

/** A server that answers by a script of [status, body, headers], one per request, and remembers what it was asked. */
const SERVER = `
import http.server, threading
asked = []
class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append([self.path, {name: self.headers[name] for name in ('Metadata', 'Authorization', 'x-ms-version') if self.headers[name]}])
        status, body, headers = (answers.pop(0) + [{}])[:3]
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        for name in headers: self.send_header(name, headers[name])
        if 'Content-Length' not in headers: self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def log_message(self, *_): pass
server = http.server.HTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = 'http://127.0.0.1:%d' % server.server_port
apply.IDENTITY = base + '/token'
apply.Patience.wait = lambda self: None
answers = given.get('answers', [])
def attempt(work):
    try: return work()
    except apply.Failure as failure: return {'failure': str(failure).replace(base, 'BASE')}
`;

const SHA256_OF_X = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
const TOKEN = [200, { access_token: 'the-token' }];

describe('a secret of a vault', () => {
  const fetched = (answers: unknown[], patience = 60, clientId?: string, version?: string) => inApply(`${SERVER}
identity = apply.Identity(given.get('clientId'))
vault = {'uri': base + '/', 'name': 'ajp', 'version': given.get('version')}
value = attempt(lambda: identity.secret(vault, apply.Patience(given['patience'])))
print(json.dumps({'value': value, 'asked': asked}))`, { answers, patience, clientId, version }) as { value: unknown; asked: [string, object][] };

  test('is read with the identity of the machine', () => {
    expect(fetched([TOKEN, [200, { value: 'x' }]])).toEqual({ value: 'x', asked: [
      ['/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net', { Metadata: 'true' }],
      ['/secrets/ajp?api-version=7.4', { Authorization: 'Bearer the-token' }],
    ] });
  });

  test('may be of a version, and the identity one of several', () => {
    expect(fetched([TOKEN, [200, { value: 'x' }]], 60, 'an id', 'v1').asked.map(([path]) => path)).toEqual([
      '/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net&client_id=an+id', '/secrets/ajp/v1?api-version=7.4',
    ]);
  });

  test('is waited for while the identity gets its role', () => {
    expect(fetched([[404, {}], [400, {}], [500, {}], TOKEN, [403, {}], [401, {}], [503, {}], [200, { value: 'x' }]]).value).toBe('x');
  });

  test('is asked for again where the connection ends amid the answer', () => {
    expect(fetched([TOKEN, [200, { value: 'x' }, { 'Content-Length': '99' }], [200, { value: 'x' }]]).value).toBe('x');
  });

  test('that stays closed is a failure that names the role', () => {
    expect(fetched([TOKEN, [403, { value: 'never shown' }]], 0).value).toEqual({
      failure: 'the secret ajp of the vault BASE/ could not be read (status 403): '
        + 'give the machine\'s identity the role "Key Vault Secrets User" on the vault, and let its network reach the vault; '
        + 'a role that was just given takes minutes',
    });
  });

  test('that is not there is a failure at once', () => {
    expect(fetched([TOKEN, [404, {}]]).value).toEqual({ failure: expect.stringMatching(/\(status 404\): put the secret into the vault/) });
  });

  test('is not asked for where the vault does not send itself', () => {
    const { value, asked } = fetched([TOKEN, [302, '', { Location: '/elsewhere' }]]);
    expect(value).toEqual({ failure: expect.stringContaining('status 302') });
    expect(asked).toHaveLength(2);
  });

  test('is asked for with a token of the cloud that the vault is in', () => {
    expect(inApply(`${SERVER}
identity = apply.Identity(None)
identity.token = lambda resource, patience: asked.append(resource) or ''
apply.fetch_json = lambda *_: {'value': ''}
for uri in given['uris']: identity.secret({'uri': uri, 'name': 'x'}, None)
print(json.dumps(asked))`, { uris: ['https://a.vault.azure.net', 'https://a.vault.azure.cn/', 'https://a.vault.usgovcloudapi.net'] }))
      .toEqual(['https://vault.azure.net', 'https://vault.azure.cn', 'https://vault.usgovcloudapi.net']);
  });
});

describe('a role that was given in the same deployment', () => {
  /** With a clock that only waiting moves. Answers come until a time, in seconds. */
  const readAfter = (script: string, seconds: number, status = 403) => inApply(`${SERVER}
import os
now = [0.0]
apply.time.monotonic = lambda: now[0]
apply.Patience.wait = lambda self: now.__setitem__(0, now[0] + 20)
class Late(Server):
    def do_GET(self):
        answers[:] = [[200, {'access_token': 'x'}] if self.path.startswith('/token') else [given['status'], ''] if now[0] < given['seconds'] else [200, 'x' if 'war' in self.path else {'value': 'x'}]]
        Server.do_GET(self)
server.RequestHandlerClass = Late
apply.read = lambda path: None
apply.say = lambda text: None
machine = apply.Machine({}, False)
machine.identity = apply.Identity(None)
vault = {'uri': base, 'name': 'ajp'}
${script}
print(json.dumps([result, now[0]]))`, { seconds, status, path: `${temporaryFolder()}/app.war` });
  const SECRET = 'result = attempt(lambda: machine.identity.secret(vault, machine.patience()))';
  const WAR = `result = attempt(lambda: apply.fetch_file(base + '/war', {'Authorization': 'x'}, given['path'], 'sha256', '${SHA256_OF_X}', machine.patience()))`;

  test.each([401, 403])('is waited for by a roll-out as by a first boot where the vault answers %d', (status) => {
    expect(readAfter(SECRET, 500, status)).toEqual(['x', 500]);
  });

  test('is waited for where a WAR is fetched', () => {
    expect(readAfter(WAR, 500)).toEqual([null, 500]);
  });

  test('is waited for once in a run, however many are missing', () => {
    expect(readAfter(`attempt(lambda: machine.identity.secret(vault, machine.patience()))\n${WAR}`, 9999)).toEqual([{ failure: expect.stringContaining('one that was just given takes minutes') }, 660]);
  });

  test('is none that a roll-out waits for where something else is wrong', () => {
    expect(readAfter(SECRET, 500, 503)).toEqual([{ failure: expect.stringContaining('status 503') }, 60]);
  });
});

describe('a file that is fetched', () => {
  const fetched = (answers: unknown[], sha256: string, headers = {}, patience = 60) => inApply(`${SERVER}
import os
result = attempt(lambda: apply.fetch_file(base + '/app.war', given['headers'], given['path'], 'sha256', given['sha256'], apply.Patience(0 if given['headers'] else given['patience'])))
print(json.dumps({'result': result, 'there': os.path.exists(given['path'])}))`, { answers, sha256, headers, patience, path: `${temporaryFolder()}/app.war` });

  test('is used when it is what was meant, after a second try where it must be', () => {
    expect(fetched([[503, ''], [200, 'x']], SHA256_OF_X)).toEqual({ result: null, there: true });
  });

  test.each([
    ['of which the length was said', { 'Content-Length': '9' }, ''],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }, '5\r\n'],
  ])('%s is fetched again where the connection ends before it is whole', (_, said, before) => {
    expect(fetched([[200, `${before}x`, said], [200, 'x']], SHA256_OF_X)).toEqual({ result: null, there: true });
  });

  test('that never comes as a whole is a failure that says so', () => {
    expect(fetched([[200, 'x', { 'Content-Length': '9' }]], SHA256_OF_X, {}, 0)).toEqual({
      result: { failure: 'BASE/app.war could not be fetched (the connection ended after 1 of 9 bytes): check that the machine reaches this URL' }, there: false,
    });
  });

  test('is thrown away when it is another one', () => {
    expect(fetched([[200, 'y']], SHA256_OF_X)).toEqual({ result: { failure: expect.stringMatching(/has the SHA256 .* and not 2d71.*: it is not used/) }, there: false });
  });

  test('that is not there, or not open to the machine, is a failure', () => {
    expect(fetched([[404, '']], SHA256_OF_X)).toEqual({ result: { failure: expect.stringContaining('BASE/app.war could not be fetched (status 404)') }, there: false });
    expect(fetched([[403, '']], SHA256_OF_X, { Authorization: 'Bearer x' })).toEqual({
      result: { failure: expect.stringContaining('the role "Storage Blob Data Reader"') }, there: false,
    });
  });
});

describe('an archive', () => {
  const unpacked = (members: { name: string; mode?: number; link?: string; hard?: boolean }[]) => inApply(`
import io, os, tarfile
package, target = given['folder'] + '/package.tar.gz', given['folder'] + '/target'
with tarfile.open(package, 'w:gz') as archive:
    for each in given['members']:
        member = tarfile.TarInfo(each['name'].rstrip('/'))
        member.mode, member.uid = each.get('mode', 0o600), 1234
        member.type = tarfile.LNKTYPE if each.get('hard') else tarfile.SYMTYPE if each.get('link') else tarfile.DIRTYPE if each['name'].endswith('/') else tarfile.REGTYPE
        member.linkname = each.get('link', '')
        archive.addfile(member, io.BytesIO())
try:
    apply.unpack(package, target, 'https://example.com/tomcat.tar.gz')
    print(json.dumps(sorted(
        '%o %s' % (os.lstat(path).st_mode & 0o777, path[len(target) + 1:]) for folder, directories, files in os.walk(target)
        for path in [os.path.join(folder, name) for name in directories + files] if not os.path.islink(path))))
except apply.Failure as failure:
    print(json.dumps(str(failure)))`, { members, folder: temporaryFolder() });

  test('is unpacked without its first folder; nobody writes it, and its applications are gone', () => {
    expect(unpacked([
      { name: 'tomcat/' }, { name: 'tomcat/bin/', mode: 0o777 }, { name: 'tomcat/bin/catalina.sh', mode: 0o750 }, { name: 'tomcat/conf/server.xml', mode: 0o666 },
      { name: 'tomcat/webapps/' }, { name: 'tomcat/webapps/manager/' }, { name: 'tomcat/webapps/manager/index.jsp' }, { name: 'tomcat/bin/link', link: '../conf/server.xml' },
    ])).toEqual(['644 conf/server.xml', '755 bin', '755 bin/catalina.sh', '755 conf', '755 webapps']);
  });

  test.each([
    ['a path that leads out', { name: 'tomcat/../../etc/passwd' }],
    ['a link that leads out', { name: 'tomcat/bin/x', link: '../../etc' }],
    ['an absolute link', { name: 'tomcat/x', link: '/etc' }],
    ['a hard link', { name: 'tomcat/x', link: 'tomcat/y', hard: true }],
  ])('with %s is refused', (_, member) => {
    expect(unpacked([member])).toContain('does not belong into an archive of programs');
  });
});

describe('the commands of the operating system', () => {
  /** Runs with programs that write down how they were called, and that answer as said. */
  const commands = (programs: { [name: string]: string }, call: string, given: object = {}) => inApply(`
import os
folder = given['folder']
for name, script in given['programs'].items():
    with open(folder + '/' + name, 'w') as file: file.write('#!/bin/sh\\necho ' + name + ' $* >> ' + folder + '/calls\\n' + script + '\\n')
    os.chmod(folder + '/' + name, 0o755)
os.environ['PATH'] = folder + ':/usr/bin:/bin'
apply.say = lambda text: None
apply.Patience.wait = lambda self: None
try: ${call}
except apply.Failure as failure: print(json.dumps({'failure': str(failure)}))
else: print(json.dumps(open(folder + '/calls').read().strip().split('\\n') if os.path.exists(folder + '/calls') else []))`,
  { ...given, programs, folder: temporaryFolder() });

  test('Debian: only what is missing is installed, with fresh lists', () => {
    const calls = commands({ 'dpkg-query': 'echo "a installed"; echo "b config-files"; exit 1', 'apt-get': '' }, "apply.install('debian', ['a', 'b', 'c'])");
    expect(calls).toEqual([
      'dpkg-query --show --showformat ${Package} ${db:Status-Status} a b c',
      'apt-get -q -o DPkg::Lock::Timeout=600 update',
      'apt-get -q -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install --yes --no-install-recommends b c',
    ]);
  });

  test('Debian: nothing is asked of the network where nothing is missing', () => {
    expect(commands({ 'dpkg-query': 'echo "a installed"', 'apt-get': '' }, "apply.install('debian', ['a'])")).toEqual(['dpkg-query --show --showformat ${Package} ${db:Status-Status} a']);
  });

  test('Debian: what cannot be installed is a failure that says why', () => {
    expect(commands({ 'dpkg-query': 'exit 1', 'apt-get': 'echo "E: Unable to locate package a"; exit 100', 'dpkg': '' }, "apply.install('debian', ['a'])"))
      .toEqual({ failure: 'the packages a could not be installed:\nE: Unable to locate package a' });
  });

  test('RHEL: only what is missing is installed', () => {
    expect(commands({ rpm: 'test "$3" = a', dnf: '' }, "apply.install('rhel', ['a', 'b'])"))
      .toEqual(['rpm --quiet --query a', 'rpm --quiet --query b', 'dnf -y --setopt=install_weak_deps=False install b']);
  });

  const rules = { booleans: ['httpd_can_network_connect'], ports: [80, 8080, 8181].map((port) => ({ type: 'http_port_t', protocol: 'tcp', port })) };

  test('RHEL: SELinux lets the front end work', () => {
    expect(commands({
      selinuxenabled: '', getsebool: 'echo "$1 --> off"', setsebool: '', restorecon: '',
      semanage: 'test "$2" = -l && echo "http_port_t tcp 80, 81, 443" && echo "http_cache_port_t tcp 8080, 8118"; exit 0',
    }, "apply.allow_in_selinux(given['rules'], ['/srv/httpd/conf/httpd.conf'])", { rules })).toEqual([
      'selinuxenabled', 'getsebool httpd_can_network_connect', 'setsebool -P httpd_can_network_connect on', 'semanage port -l',
      'semanage port -m -t http_port_t -p tcp 8080', 'semanage port -a -t http_port_t -p tcp 8181', 'restorecon /srv/httpd/conf/httpd.conf',
    ]);
  });

  test('SELinux that is off is left alone', () => {
    expect(commands({ selinuxenabled: 'exit 1' }, "apply.allow_in_selinux(given['rules'], ['/x'])", { rules })).toEqual(['selinuxenabled']);
  });
});

describe('a front end on the machine of its Tomcats', () => {
  /** What starts, in turn; `ready` are those that serve in the end. */
  const started = (work: string, ready: string[]) => inApply(`
import contextlib
httpd, tomcats = {'name': 'httpd', 'unit': 'tomcat-tier-httpd.service', 'leavingFile': '/srv/httpd/run/leaving'}, [{'name': n, 'unit': 'tomcat-tier-%s.service' % n} for n in 'ab']
configuration = {'services': [httpd] + tomcats, 'files': [], 'enabled': []}
starts = []
apply.succeeds = lambda command: True
apply.run = lambda command, **_: ''
class Machine(apply.Machine):
    def __init__(self): pass
    def out_of_rotation(self, service): return contextlib.nullcontext()
    def restart(self, service):
        starts.append(service['name'])
        self.touched.append(service['name'])
    def wait_until_up(self, service, patience, is_up):
        if service['name'] not in given['ready']: raise apply.Failure(service['name'] + ' is not ready')
machine = Machine()
machine.configuration = machine.previous = configuration
machine.journal = apply.Journal()
machine.changed = {service['unit'] for service in configuration['services']}
machine.reloads, machine.touched, machine.silenced, machine.restored, machine.booting = [], [], [], [], False
try: ${work}
except apply.Failure as failure: starts.append(str(failure))
print(json.dumps(starts))`, { ready });

  test('starts after them, so that it asks those with the new configuration', () => {
    expect(started('machine.start_changed()', ['httpd', 'a', 'b'])).toEqual(['a', 'b', 'httpd']);
  });

  test('is left alone where one of them does not serve', () => {
    expect(started('machine.start_changed()', ['httpd', 'a'])).toEqual(['a', 'b', 'b is not ready']);
  });

  test('goes back after them', () => {
    expect(started("machine.touched.extend(['httpd', 'a']); machine.undo()", ['httpd', 'a'])).toEqual(['a', 'httpd']);
  });
});

describe('a service whose process ends', () => {
  /** What is said of it, by what systemd shows of its unit each half second: the state, the number of restarts, whether it serves. */
  const said = (shown: [string, number, boolean][]) => inApply(`
looks = 0
def shown(_, *__):
    global looks
    looks += 1
    return {'ActiveState': given[looks - 1][0], 'Result': 'exit-code', 'NRestarts': str(given[looks - 1][1]), 'Job': ''}
apply.state, apply.time.sleep = shown, lambda _: None
class Machine(apply.Machine):
    def __init__(self): pass
    def broken(self, service, what): return what
try: Machine().wait_until_up({'unit': 'tomcat-tier-a.service'}, apply.Patience(60), lambda _: given[looks - 1][2])
except apply.Failure as failure: print(json.dumps([str(failure), looks]))
else: print(json.dumps(['serves', looks]))`, shown);

  test('again and again, and is started for ever, is noticed at the third time', () => {
    expect(said([0, 1, 1, 2, 3, 4].map((restarts) => ['activating', restarts, false]))).toEqual(['ended again and again', 5]);
  });

  test('once or twice is waited for', () => {
    expect(said([['activating', 0, false], ['activating', 2, false], ['active', 2, false], ['active', 2, true]])).toEqual(['serves', 4]);
  });
});

test.each([
  ['what the question says last', 'echo first; echo "GET / was answered 404"; exit 1', ': GET / was answered 404'], ['nothing where it says nothing', 'exit 1', ''],
])('a service that is not ready in time is said to be so, with %s', (_, script, end) => {
  expect(inApply(`
apply.state = lambda *_: {'ActiveState': 'active', 'Result': '', 'NRestarts': '0', 'Job': ''}
apply.journal_of = lambda *_: 'its journal'
class Machine(apply.Machine):
    def __init__(self): self.configuration, self.started = {'values': []}, {}
service = {'unit': 'tomcat-tier-a.service', 'readiness': {'command': ['bash', '-c', given]}}
try: Machine().wait_until_up(service, apply.Patience(0), apply.is_ready)
except apply.Failure as failure: print(json.dumps(str(failure)))`, script))
    .toBe(`tomcat-tier-a.service is not ready after 0 seconds${end}. The last lines of its journal:\nits journal`);
});

describe('a port that something else on the machine has', () => {
  const started = (listens: boolean, previous: string[] = []) => inApply(`
import contextlib, io, socket
other = socket.socket()
other.bind(('127.0.0.1', 0))
port = other.getsockname()[1]
if given['listens']: other.listen()
else: other.close()
ran = []
apply.run = lambda command, **_: ran.append(' '.join(command[1:3])) or ''
class Machine(apply.Machine):
    def __init__(self): self.touched, self.started = [], {}
def of(name): return {'name': name, 'unit': 'tomcat-tier-%s.service' % name, 'startSeconds': 90, 'readiness': {'address': '127.0.0.1', 'port': port}}
service, machine = of('a'), Machine()
machine.configuration, machine.previous = {'services': [service]}, {'services': [of(name) for name in given['previous']]}
said = ''
with contextlib.redirect_stdout(io.StringIO()):
    try: machine.restart(service)
    except apply.Failure as failure: said = str(failure).replace(str(port), 'N')
print(json.dumps([ran, said]))`, { listens, previous });

  test('keeps the service from starting, and is named', () => {
    expect(started(true)).toEqual([
      ['stop tomcat-tier-a.service', 'reset-failed tomcat-tier-a.service'],
      'tomcat-tier-a.service needs port N, which a process that is not of this unit has: ss -ltnp shows it. '
        + 'Stop it for good first, as a Tomcat of the distribution with systemctl disable --now tomcat9',
    ]);
  });

  test.each([
    ['only the unit itself had it', false, ['a']], ['a service of the machine has it, which gets another one next', true, ['a', 'b']],
  ])('does not where %s', (_, listens, previous) => {
    expect(started(listens, previous)).toEqual([['stop tomcat-tier-a.service', 'reset-failed tomcat-tier-a.service', 'start --no-block'], '']);
  });
});

const NOT_GIVEN = 'the value ajp-secret was not given: terraform apply -replace=terraform_data.NAME sends it again, '
  + 'with the NAME that terraform state list has for the roll-out of this machine';

test('a value that was not given is missed by its label, and one of the first boot does not stand in for it', () => {
  expect(inApply(`
apply.VALUES = given
said = []
def value(first_boot):
    try: said.append(apply.given_value({'name': 'ajp_secret', 'label': 'ajp-secret'}, first_boot))
    except apply.Failure as failure: said.append(str(failure))
value(True)
with open(given + '/ajp_secret', 'w') as file: file.write('of the first boot')
value(True), value(False)
print(json.dumps(said))`, temporaryFolder())).toEqual([NOT_GIVEN, 'of the first boot', NOT_GIVEN]);
});

test('what others print is shown without values', () => {
  expect(inApply(`
machine = type('', (), {'configuration': {'values': [{'name': 'a', 'label': 'ajp-secret'}]}, 'values': {'a': 'hidden'}})()
print(json.dumps(apply.Machine.masked(machine, 'it is hidden')))`, null)).toBe('it is {{ajp-secret}}');
});
