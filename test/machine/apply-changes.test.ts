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
    if command[0] == 'systemctl': commands.append(' '.join(command[1:]))
    if command[:2] in (['systemctl', 'start'], ['systemctl', 'stop']): (running.add if command[1] == 'start' else running.discard)(command[-1])
    if command[:3] == ['systemctl', 'disable', '--now']: running.discard(command[-1])
    return ''
apply.run, apply.say = run, lambda text: None
apply.install = apply.allow_in_selinux = lambda *_: None
apply.ensure_account = lambda account: 0
apply.succeeds = lambda command, **_: command[:2] == ['systemctl', 'is-enabled'] or command[-1] in running
class Machine(apply.Machine):
    def wait_until_up(self, service, *_):
        if service['unit'] in broken: raise apply.Failure(service['unit'] + ' is broken')
    def unpack(self, archive):
        if os.path.isdir(archive['directory']): return False
        os.makedirs(archive['directory'])
        self.journal.undos.append(lambda: apply.delete(archive['directory']))
        return True
def service(name, **more):
    home, unit = root + '/srv/' + name, 'tomcat-tier-%s.service' % name
    file = lambda path: {'path': path, 'mode': '0640', 'content': 0}
    return dict({'name': name, 'unit': unit, 'unitFile': file(apply.UNITS + unit), 'account': {}, 'home': home, 'files': [file(home + '/server.xml')],
                 'downloads': [], 'archive': None, 'ports': [], 'startSeconds': 1}, **more)
def configuration(*services, **more):
    return dict({'host': 'was-01', 'values': [], 'packages': [], 'osFamily': 'debian', 'archives': [], 'files': [], 'enabled': [], 'disabled': [],
                 'services': list(services), 'contents': [['text']]}, **more)
def apply_it(wanted, first_boot=False):
    try: Machine(wanted, first_boot).converge()
    except apply.Failure as failure: return str(failure)
    return 'done'
def there(): return sorted(os.path.relpath(os.path.join(folder, name), root) for folder, _, names in os.walk(root) if '/state' not in folder for name in names)
`;

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
