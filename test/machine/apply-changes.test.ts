import { inApply } from './apply-program';
import { temporaryFolder } from '../support/temporary';

/** A machine in a folder of its own, as its files: what the commands of the operating system would do, it writes down. */
const MACHINE = `
import os
root = given['folder']
apply.STATE = root + '/state'
apply.APPLIED, apply.ATTEMPTED, apply.FAILURE, apply.VALUES = [apply.STATE + '/' + name for name in ('applied.json', 'attempted.json', 'failure', 'values')]
apply.UNITS = root + '/units/'
os.makedirs(apply.VALUES, exist_ok=True)
os.chown = os.fchown = lambda *_: None
commands, broken, running = [], set(), set()
def run(command, **_):
    if command[0] == 'systemctl' and command[1] != 'show': commands.append(' '.join(command[1:]))
    if command[:2] in (['systemctl', 'start'], ['systemctl', 'stop']): (running.add if command[1] == 'start' else running.discard)(command[-1])
    if command[:3] == ['systemctl', 'disable', '--now']: running.discard(command[-1])
    return ''
apply.run, apply.say = run, lambda text: None
apply.install = apply.allow_in_selinux = lambda *_: None
apply.ensure_account = lambda account: 0
real, apply.succeeds = apply.succeeds, lambda command, **_: command[:2] == ['systemctl', 'is-enabled'] or command[-1] in running
class Machine(apply.Machine):
    def wait_until_up(self, service, *_):
        if service['unit'] in broken: raise apply.Failure(service['unit'] + ' is broken')
    def unpack(self, archive):
        if os.path.isdir(archive['directory']): return False
        os.makedirs(archive['directory'])
        apply.write(archive['directory'] + '/.sha512', b'x', 0o644)
        self.journal.undos.append(lambda: apply.delete(archive['directory']))
        return True
def service(name, **more):
    home, unit = root + '/srv/' + name, 'tomcat-tier-%s.service' % name
    file = lambda path: {'path': path, 'mode': '0640', 'content': 0}
    return dict({'name': name, 'unit': unit, 'unitFile': file(apply.UNITS + unit), 'account': {}, 'home': home, 'files': [file(home + '/server.xml')],
                 'downloads': [], 'archive': None, 'ports': [], 'readiness': {'address': '127.0.0.1', 'port': 1, 'command': []}, 'startSeconds': 1}, **more)
def configuration(*services, **more):
    return dict({'host': 'was-01', 'values': [], 'packages': [], 'osFamily': 'debian', 'archives': [], 'files': [], 'enabled': [], 'disabled': [],
                 'services': list(services), 'contents': [['text']]}, **more)
def apply_it(wanted, first_boot=False):
    try: Machine(wanted, first_boot).converge()
    except apply.Failure as failure: return str(failure)
    return 'done'
def there(): return sorted(os.path.relpath(os.path.join(folder, name), root) for folder, _, names in os.walk(root) if '/state' not in folder for name in names if name != '.sha512')
`;

describe('what a configuration leaves', () => {
  const done = (script: string) => inApply(`${MACHINE}${script}`, { folder: temporaryFolder() });

  test('when its first boot failed goes with the configuration that no longer has it', () => {
    expect(done(`
broken.add('tomcat-tier-b.service')
ends = [apply_it(configuration(service('a'), service('b')), first_boot=True)]
del commands[:]
ends.append(apply_it(configuration(service('a'))))
print(json.dumps([[end.split('\\n')[0] for end in ends], sorted(running), there(), [each for each in commands if '-b.' in each], os.listdir(apply.STATE)]))`)).toEqual([
      ['tomcat-tier-b.service is broken', 'done'], ['tomcat-tier-a.service'], ['srv/a/server.xml', 'units/tomcat-tier-a.service'],
      ['disable --now tomcat-tier-b.service', 'disable --now tomcat-tier-b.service'], expect.not.arrayContaining(['attempted.json']),
    ]);
  });

  test('when its roll-out was killed goes with the next one', () => {
    expect(done(`
apply_it(configuration(service('a')), first_boot=True)
def killed(self): raise SystemExit(137)
start_changed, Machine.start_changed = Machine.start_changed, killed
archive = lambda version: {'archives': [{'directory': root + '/opt/tomcat-' + version}]}
try: apply_it(configuration(service('a'), service('b'), **archive('2')))
except SystemExit: pass
Machine.start_changed = start_changed
running.add('tomcat-tier-b.service')
print(json.dumps([there(), os.listdir(root + '/opt'), apply_it(configuration(service('a'))), sorted(running), there(), os.listdir(root + '/opt')]))`)).toEqual([
      ['srv/a/server.xml', 'srv/b/server.xml', 'units/tomcat-tier-a.service', 'units/tomcat-tier-b.service'], ['tomcat-2'],
      'done', ['tomcat-tier-a.service'], ['srv/a/server.xml', 'units/tomcat-tier-a.service'], [],
    ]);
  });

  test('when it was taken back is remembered, too', () => {
    expect(done(`
apply_it(configuration(service('a')), first_boot=True)
broken.add('tomcat-tier-b.service')
said = apply_it(configuration(service('a'), service('b')))
print(json.dumps([said, there(), apply_it(configuration(service('a'))), os.listdir(root + '/srv')]))`)).toEqual([
      'tomcat-tier-b.service is broken\nThe previous configuration is running again.', ['srv/a/server.xml', 'units/tomcat-tier-a.service'], 'done', ['a'],
    ]);
  });
});

const FIREWALL = `
unit, firewalld = 'tomcat-tier-firewall.service', 'firewalld.service'
guarded = {'files': [{'path': apply.UNITS + unit, 'mode': '0644', 'content': 0}], 'enabled': ['chrony.service', unit], 'disabled': [firewalld]}
apply.state = lambda unit, *_: {'LoadState': 'loaded', 'ActiveState': 'active' if unit in running else 'inactive'}
was_there = []
def observed(command, **more):
    if command[-1] == unit and 'disable' in command: was_there.append(os.path.exists(apply.UNITS + unit))
    if command[:3] == ['systemctl', 'enable', '--now']: running.add(command[-1])
    return run(command, **more)
apply.run = observed
`;

describe('a roll-out that first switched the firewall on and failed', () => {
  test('leaves none, and that of the machine is on again', () => {
    expect(inApply(`${MACHINE}${FIREWALL}
apply_it(configuration(service('a')), first_boot=True)
running.add(firewalld)
broken.add('tomcat-tier-b.service')
said = apply_it(configuration(service('a'), service('b'), **guarded))
print(json.dumps([said.split('\\n')[1], was_there, sorted(running), [each for each in commands if firewalld in each], there()]))`, { folder: temporaryFolder() })).toEqual([
      'The previous configuration is running again.', [true], ['chrony.service', 'firewalld.service', 'tomcat-tier-a.service'],
      ['disable --now firewalld.service', 'enable --now --quiet firewalld.service'], ['srv/a/server.xml', 'units/tomcat-tier-a.service'],
    ]);
  });

  test('leaves the one that was there before, and what was off', () => {
    expect(inApply(`${MACHINE}${FIREWALL}
apply_it(configuration(service('a'), **guarded), first_boot=True)
broken.add('tomcat-tier-b.service')
apply_it(configuration(service('a'), service('b'), **guarded))
print(json.dumps([was_there, sorted(running)]))`, { folder: temporaryFolder() })).toEqual([[], ['chrony.service', 'tomcat-tier-a.service', 'tomcat-tier-firewall.service']]);
  });
});

describe('the firewall of the machine itself', () => {
  /** What ends there, and what runs after each of the configurations. */
  const after = (...wanted: ('guarded' | 'bare' | 'failing')[]) => inApply(`${MACHINE}${FIREWALL}
running.add(firewalld)
seen = []
for index, each in enumerate(given['wanted']):
    broken.clear()
    if each == 'failing': broken.add('tomcat-tier-b.service')
    services = [service('a')] + ([service('b')] if each == 'failing' else [])
    end = apply_it(configuration(*services, **(guarded if each == 'guarded' else {})), first_boot=index == 0)
    seen.append([end.split('\\n')[-1], unit in running, firewalld in running])
print(json.dumps(seen))`, { folder: temporaryFolder(), wanted });

  test('is on again when the configuration has none any more', () => {
    expect(after('guarded', 'guarded', 'bare', 'guarded')).toEqual([['done', true, false], ['done', true, false], ['done', false, true], ['done', true, false]]);
  });

  test('stays off where the configuration without one is taken back', () => {
    expect(after('guarded', 'failing', 'bare')).toEqual([
      ['done', true, false], ['The previous configuration is running again.', true, false], ['done', false, true],
    ]);
  });

  test('is left alone where the configuration never had one, and where somebody has switched it off since', () => {
    expect(after('bare', 'bare')).toEqual([['done', false, true], ['done', false, true]]);
    expect(inApply(`${MACHINE}${FIREWALL}
running.add(firewalld)
for each in (guarded, {}): apply_it(configuration(service('a'), **each))
running.discard(firewalld)
print(json.dumps([apply_it(configuration(service('a'))), firewalld in running]))`, { folder: temporaryFolder() })).toEqual(['done', false]);
  });

  test('is on again although the roll-out that switched it off was killed', () => {
    expect(inApply(`${MACHINE}${FIREWALL}
running.add(firewalld)
def killed(self): raise SystemExit(137)
start_changed, Machine.start_changed = Machine.start_changed, killed
try: apply_it(configuration(service('a'), **guarded))
except SystemExit: pass
Machine.start_changed = start_changed
print(json.dumps([firewalld in running, apply_it(configuration(service('a'))), firewalld in running]))`, { folder: temporaryFolder() })).toEqual([false, 'done', true]);
  });
});

describe('a first roll-out on a machine that others use', () => {
  const done = (script: string) => inApply(`${MACHINE}${FIREWALL}
enabled = set()
def remembered(command, **more):
    if command[:2] == ['systemctl', 'enable']: enabled.add(command[-1])
    if command[:2] == ['systemctl', 'disable']: enabled.discard(command[-1])
    return observed(command, **more)
apply.run = remembered
apply.succeeds = lambda command, **_: command[-1] in (enabled if command[1] == 'is-enabled' else running)
running.add(firewalld)
enabled.add(firewalld)
wanted = configuration(service('a'), service('b'), **guarded)
${script}`, { folder: temporaryFolder() });

  test('is taken back where it fails, however often', () => {
    expect(done(`
broken.add('tomcat-tier-b.service')
ends = [apply_it(wanted), apply_it(wanted)]
print(json.dumps([ends, sorted(running & {unit, firewalld, 'tomcat-tier-a.service', 'tomcat-tier-b.service'}), sorted(enabled - {'chrony.service'}), there()]))`)).toEqual([
      Array(2).fill('tomcat-tier-b.service is broken\nWhat was changed has been taken back.'), ['firewalld.service'], ['firewalld.service'], [],
    ]);
  });

  test('has services start with the machine only when all of them serve', () => {
    expect(done(`
seen = []
class Observed(Machine):
    def wait_until_up(self, service, *_): seen.append(sorted(each for each in enabled if '-a.' in each or '-b.' in each))
Machine = Observed
print(json.dumps([apply_it(wanted), seen[:2], sorted(enabled - {'chrony.service'})]))`)).toEqual([
      'done', [[], []], ['tomcat-tier-a.service', 'tomcat-tier-b.service', 'tomcat-tier-firewall.service'],
    ]);
  });

  test('is refused before anything changes where somebody else has a port', () => {
    expect(done(`
import socket
other = socket.socket()
other.bind(('127.0.0.1', 0))
other.listen()
port = other.getsockname()[1]
pretended, apply.succeeds = apply.succeeds, lambda command, **more: real(command, **more) if command[0] == 'bash' else pretended(command, **more)
taken = service('b', readiness={'address': '127.0.0.1', 'port': port, 'command': []})
said = apply_it(configuration(service('a'), taken, **guarded))
print(json.dumps([said.replace(str(port), 'N'), sorted(running), there(), commands, os.listdir(apply.STATE)]))`)).toEqual([
      expect.stringMatching(/^tomcat-tier-b.service needs port N, which a process that is not of this unit has: [^\n]*$/), ['firewalld.service'], [], [], ['values'],
    ]);
  });
});

test('a folder that somebody else has put where a Tomcat shall be is refused before anything changes, and stays', () => {
  expect(inApply(`${MACHINE}
folder = root + '/opt/tomcat-1'
os.makedirs(folder + '/webapps/shop')
said = apply_it(configuration(service('a'), archives=[{'directory': folder, 'url': '', 'sha512': 'x'}]))
print(json.dumps([said.replace(root, ''), os.listdir(folder), commands, os.listdir(root + '/opt'), os.path.exists(root + '/srv')]))`, { folder: temporaryFolder() })).toEqual([
    expect.stringMatching(/^\/opt\/tomcat-1 is there already, and was not put there by this program: .*TomcatDistribution\.preinstalled\(\)/), ['webapps'], [], ['tomcat-1'], false,
  ]);
});

test('the Tomcat of an archive stays until no service runs from it any more', () => {
  expect(inApply(`${MACHINE}
archive = lambda version: {'archives': [{'directory': root + '/opt/tomcat-' + version}]}
def both(version): return configuration(*[service(name, archive=root + '/opt/tomcat-' + version) for name in 'ab'], **archive(version))
seen = []
restart = apply.Machine.restart
def restarted(self, service):
    seen.append([service['name'], sorted(os.listdir(root + '/opt'))])
    return restart(self, service)
Machine.restart = restarted
ends = [apply_it(both('1'), first_boot=True)]
del seen[:]
broken.add('tomcat-tier-b.service')
ends.append(apply_it(both('2')).split('\\n')[0])
broken.clear()
seen.append(sorted(os.listdir(root + '/opt')))
ends.append(apply_it(both('2')))
print(json.dumps([ends, seen, os.listdir(root + '/opt')]))`, { folder: temporaryFolder() })).toEqual([
    ['done', 'tomcat-tier-b.service is broken', 'done'],
    [
      ['a', ['tomcat-1', 'tomcat-2']], ['b', ['tomcat-1', 'tomcat-2']], ['a', ['tomcat-1']], ['b', ['tomcat-1']], // and back
      ['tomcat-1'],
      ['a', ['tomcat-1', 'tomcat-2']], ['b', ['tomcat-1', 'tomcat-2']],
    ],
    ['tomcat-2'],
  ]);
});

describe('a port that another service had until now', () => {
  const ends = (before: object, after: object) => inApply(`${MACHINE}
ends = [apply_it(configuration(*[service(name, ports=ports) for name, ports in each.items()]), index == 0) for index, each in enumerate(given['each'])]
print(json.dumps([ends, sorted(os.listdir(root + '/srv'))]))`, { folder: temporaryFolder(), each: [before, after] });

  test("is refused before anything changes, since front ends still send that one's visitors there", () => {
    expect(ends({ a: [8009, 4000], b: [8019, 4010] }, { b: [8009, 4000] })).toEqual([['done', expect.stringMatching(
      /^b would get the port 8009, which a has until now: .*portIndex/,
    )], ['a', 'b']]);
  });

  test('is none where each keeps its own', () => {
    expect(ends({ a: [8009], b: [8019] }, { b: [8019], c: [8029] })).toEqual([['done', 'done'], ['b', 'c']]);
    expect(ends({ a: [8009] }, { a: [9009] })).toEqual([['done', 'done'], ['a']]);
  });
});
