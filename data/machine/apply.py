#!/usr/bin/env python3
"""Brings a machine to its configuration: apply.py --first-boot|--roll-out CONFIGURATION

Written by cdktf-tomcat-cluster. It may run as often as one likes: what is as it should be stays untouched, and only
services restart of which something has changed. A roll-out that fails is taken back. Needs Python 3.6 and nothing else.
"""
import base64
import contextlib
import fcntl
import hashlib
import http.client
import io
import json
import os
import pwd
import grp
import re
import shutil
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.dom.minidom
import zipfile
from xml.parsers.expat import ExpatError

STATE = '/var/lib/tomcat-tier'
APPLIED = STATE + '/applied.json'
ATTEMPTED = STATE + '/attempted.json'  # what runs may have left that did not end well
FAILURE = STATE + '/failure'
VALUES = STATE + '/values'
PROGRAM = '/usr/local/lib/tomcat-tier/apply.py'
UNITS = '/etc/systemd/system/'
IDENTITY = 'http://169.254.169.254/metadata/identity/oauth2/token'
STORAGE = 'https://storage.azure.com/'
VAULT_CLOUDS = ('vault.azure.net', 'vault.azure.cn', 'vault.usgovcloudapi.net')

FIRST_BOOT_PATIENCE_S = 600
ROLL_OUT_PATIENCE_S = 60
ROLE_PATIENCE_S = 600  # a role that was just given takes minutes to be effective
CLOUD_INIT_S = 1800
OTHERS_S = 600  # how long other machines may take for their first boot
RESTARTS = 3
JOURNAL_LINES = 15
LINE_LENGTH = 180


class Failure(Exception):
    """What stops a run, in words for the person who has to mend it."""


def main(arguments):
    os.environ.update(PATH='/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL='C.UTF-8')
    os.umask(0o022)
    if len(arguments) != 2 or arguments[0] not in ('--first-boot', '--roll-out'):
        sys.exit(__doc__)
    first_boot = arguments[0] == '--first-boot'
    with open(arguments[1], encoding='utf-8') as file:
        configuration = json.load(file)
    warning = '' if first_boot else wait_for_cloud_init()
    directory(STATE, 0o700)
    directory(VALUES, 0o700)
    try:
        with open(STATE + '/lock', 'w', encoding='utf-8') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            Machine(configuration, first_boot).converge()
    except Failure as failure:
        message = '%s: %s' % (configuration['host'], failure)
        print('\n'.join('tomcat-tier: ' + line for line in (warning + message).split('\n')), file=sys.stderr)
        write(FAILURE, message.encode(), 0o600)
        sys.exit(1)
    if os.path.exists(FAILURE):
        os.unlink(FAILURE)
    install_program()
    say('%s has its configuration' % configuration['host'])


def wait_for_cloud_init():
    """Waits for the first boot. Returns what to say before anything else goes wrong; a boot that failed is caught up on."""
    if not shutil.which('cloud-init'):
        return ''
    try:
        run(['cloud-init', 'status', '--wait'], check=False, timeout=CLOUD_INIT_S)
    except subprocess.TimeoutExpired:
        raise SystemExit('tomcat-tier: cloud-init is not done after %d minutes: see /var/log/cloud-init-output.log' % (CLOUD_INIT_S // 60))
    status = run(['cloud-init', 'status', '--long'], check=False)
    if not re.search(r'^status: error', status, re.M):
        return ''
    failure = read(FAILURE)
    said = 'the first boot failed: %s' % (failure.decode() if failure else ' '.join(status.split()))
    say(said + '\ntrying again')
    return said + '\n'


class Machine:
    """One run on one machine."""

    def __init__(self, configuration, first_boot):
        self.configuration = configuration
        self.first_boot = first_boot
        applied = json.loads((read(APPLIED) or b'{}').decode())
        self.previous = applied.get('configuration')
        self.fingerprints = applied.get('fingerprints', {})
        self.rolled_out = applied.get('rolledOut', False)
        attempted = json.loads((read(ATTEMPTED) or b'{}').decode())
        self.there = together(traces_of(self.previous), attempted)
        # Before its first boot nobody else used the machine, and there is nothing to go back to.
        self.booting = first_boot or attempted.get('booting', False)
        self.roles = Patience(ROLE_PATIENCE_S)  # one for the whole run: where several roles are missing, their times do not add up
        self.journal = Journal()
        self.values = {}
        self.identity = None
        self.changed = set()  # units of which something has changed
        self.units_changed = False
        self.touched = []  # names of services that were stopped or started
        self.off = applied.get('off', []) + attempted.get('off', [])  # units of the system that earlier runs stopped, and nobody has started again
        self.silenced = []  # those that this run stopped
        self.restored = []  # those that this run started again
        self.started = {}  # when this run started a unit, in seconds
        self.reloads = []

    def converge(self):
        given = self.gather_values()
        self.refuse_ports_of_others()
        self.refuse_folders_of_others()
        self.refuse_taken_ports()
        self.remember_attempt()
        try:
            self.change()
        except Exception as error:
            failure = str(error) if isinstance(error, Failure) else self.masked('%s: %s' % (type(error).__name__, error))
            raise Failure('%s\n%s' % (failure, self.undo()) if self.journal.undos or self.touched or self.silenced or self.restored else failure)
        for name, value in given.items():
            write('%s/%s' % (VALUES, name), value.encode(), 0o600)
        self.journal.keep()
        for name in set(os.listdir(VALUES)) - {value['name'] for value in self.configuration['values'] if not value.get('vault')}:
            os.unlink('%s/%s' % (VALUES, name))
        self.record(False)
        os.unlink(ATTEMPTED)
        if not self.first_boot:
            self.wait_for_all()
        self.record(self.rolled_out or not self.first_boot)

    def record(self, rolled_out):
        prints = {service['name']: self.fingerprint(service) for service in self.configuration['services']}
        text = json.dumps({'rolledOut': rolled_out, 'fingerprints': prints, 'configuration': self.configuration, 'off': self.still_off()}, sort_keys=True)
        write(APPLIED, text.encode(), 0o600)

    def remember_attempt(self):
        traces = together(self.there, traces_of(self.configuration))
        write(ATTEMPTED, json.dumps(dict(traces, booting=self.booting, off=self.still_off())).encode(), 0o600)

    def still_off(self):
        return sorted(set(self.off + self.silenced) - set(self.restored))

    def patience(self):
        return Patience(FIRST_BOOT_PATIENCE_S if self.first_boot else ROLL_OUT_PATIENCE_S, self.roles)

    # Values

    def gather_values(self):
        """Every value, checked before anything is changed. Returns those that Terraform gave."""
        patience = self.patience()
        given = {}
        wanted = sorted(self.configuration['values'], key=lambda value: bool(value.get('vault')))
        for value in wanted:
            if not value.get('vault'):
                given[value['name']] = self.values[value['name']] = given_value(value, self.first_boot)
        self.identity = Identity(self.text(self.configuration['identity']) if self.configuration.get('identity') else None)
        for value in wanted:
            if value.get('vault'):
                self.values[value['name']] = self.identity.secret(value['vault'], patience)
        for value in wanted:
            for rule in value['rules']:
                if not re.fullmatch(rule['pattern'], self.values[value['name']], re.ASCII):
                    raise Failure(rule['message'])
        return given

    def text(self, fragments):
        return ''.join(fragment if isinstance(fragment, str) else escaped(self.values[fragment['value']], fragment.get('escapes', []))
                       for fragment in fragments)

    def content(self, file):
        return self.text(self.configuration['contents'][file['content']]).encode()

    def fingerprint(self, service):
        """Changes when anything does that the service reads at its start."""
        archives = {archive['directory']: archive for archive in self.configuration['archives']}
        parts = [service['unitFile']] + service['files']
        inputs = [[file['path'], hashlib.sha256(self.content(file)).hexdigest()] for file in parts]
        inputs.append([service['downloads'], archives.get(service.get('archive'))])
        return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()

    def masked(self, text):
        """A text that others wrote, without values."""
        for value in self.configuration['values']:
            secret = self.values.get(value['name'], '')
            if len(secret) > 3:
                text = text.replace(secret, '{{%s}}' % value['label'])
        return text

    # Changes

    def refuse_ports_of_others(self):
        """Until it is their turn, front ends and other members send to a port what was meant for the service that had it."""
        owners = {port: service['name'] for service in (self.previous or {}).get('services', []) for port in service.get('ports', [])}
        for service in self.configuration['services']:
            for port in service['ports']:
                if owners.get(port, service['name']) != service['name']:
                    raise Failure('%s would get the port %d, which %s has until now: visitors of one would reach the other while the machines take turns. '
                                  'Say for each instance the portIndex that it has, and for a new one a portIndex that none had'
                                  % (service['name'], port, owners[port]))

    def refuse_folders_of_others(self):
        """A folder of the library has its mark. Whose it is otherwise, and what is in it, is not known."""
        for archive in self.configuration['archives']:
            folder = archive['directory']
            if os.path.lexists(folder) and read(folder + '/.sha512') is None:
                raise Failure('%s is there already, and was not put there by this program: it would be replaced. Run that one with '
                              'TomcatDistribution.preinstalled(), or move it elsewhere, or use another release of Tomcat' % folder)

    def refuse_taken_ports(self):
        """Before anything changes, so that who has the port goes on as before. A port of a service that this run stops is looked at when it is its turn."""
        services = self.configuration['services']
        running = {unit for unit in units_of(self.there) | units_of(self.configuration)
                   if state(unit, 'ActiveState').get('ActiveState') not in ('inactive', 'failed')}
        if running <= units_of(self.configuration):
            for service in services:
                if service['unit'] not in running:
                    self.refuse_taken_port(service)

    def change(self):
        configuration = self.configuration
        services = configuration['services']
        install(configuration['osFamily'], configuration['packages'])
        groups = {service['name']: ensure_account(service['account']) for service in services}
        for archive in configuration['archives']:
            if self.unpack(archive):
                self.changed.update(service['unit'] for service in services if service.get('archive') == archive['directory'])
        self.stop_removed()
        for service in services:
            self.write_service(service, groups[service['name']])
        for file in configuration['files']:
            if self.write(file, 0, None):
                self.units_changed = self.units_changed or file['path'].startswith(UNITS)
                if file.get('reloads'):
                    self.reloads.append(file['reloads'])
        self.delete_obsolete()
        if self.units_changed:
            run(['systemctl', 'daemon-reload'])
        self.enable_system_units()
        allow_in_selinux(configuration.get('selinux'), [file['path'] for service in services for file in service['files']])
        self.start_changed()

    def write(self, file, group, home):
        directories(os.path.dirname(file['path']), home, group)
        return self.journal.write(file['path'], self.content(file), int(file['mode'], 8), group)

    def write_service(self, service, group):
        changed = False
        if service.get('home'):
            directories(service['home'], service['home'], group)
        for download in service['downloads']:
            directories(os.path.dirname(download['path']), service.get('home'), group)
            changed = self.download(download, group) or changed
        for file in service['files']:
            changed = self.write(file, group, service.get('home')) or changed
        if self.write(service['unitFile'], 0, None):
            changed = self.units_changed = True
        if changed or self.fingerprints.get(service['name']) != self.fingerprint(service):
            self.changed.add(service['unit'])

    def download(self, download, group):
        path, changed = download['path'], False
        if file_digest(path, 'sha256') != download['sha256']:
            say('fetching %s' % download['url'])
            patience = self.patience()
            headers = {}
            if download['withIdentity']:
                headers = {'Authorization': 'Bearer ' + self.identity.token(STORAGE, patience), 'x-ms-version': '2020-10-02'}
            fetch_file(download['url'], headers, path + '.new', 'sha256', download['sha256'], patience)
            os.chmod(path + '.new', 0o640)
            os.chown(path + '.new', 0, group)
            self.journal.replace(path + '.new', path)
            changed = True
        else:
            own(path, 0o640, group)
        if download.get('war'):
            changed = self.look_at_war(path, download, group) or changed
        return changed

    def look_at_war(self, path, download, group):
        expected = download['war']
        web_xml = web_xml_of_war(path, download['url'], expected)
        return web_xml is not None and self.journal.write(expected['distributableWebXml'], web_xml.encode(), 0o640, group)

    def unpack(self, archive):
        target = archive['directory']
        mark = target + '/.sha512'
        if (read(mark) or b'').decode().strip() == archive['sha512']:
            return False
        say('fetching %s' % archive['url'])
        directories(os.path.dirname(target), None, 0)
        package = STATE + '/archive.tar.gz'
        try:
            fetch_file(archive['url'], {}, package, 'sha512', archive['sha512'], self.patience())
            unpack(package, target + '.new', archive['url'])
        finally:
            if os.path.exists(package):
                os.unlink(package)
        write(target + '.new/.sha512', (archive['sha512'] + '\n').encode(), 0o644)
        self.journal.replace(target + '.new', target)
        return True

    def stop_removed(self):
        """Before anything starts that may want their ports."""
        units = units_of(self.configuration)
        for service in self.there['services']:
            if service['unit'] not in units:
                say('%s is no longer wanted' % service['unit'])
                self.touched.append(service['name'])
                run(['systemctl', 'disable', '--now', service['unit']], check=False)

    def delete_obsolete(self):
        wanted = paths_of(self.configuration)
        for path in self.there['paths']:
            if path in wanted or not os.path.lexists(path):
                continue
            if path.startswith(UNITS):
                run(['systemctl', 'disable', '--now', os.path.basename(path)], check=False)
                self.units_changed = True
            self.journal.remove(path)
        homes = {service.get('home') for service in self.configuration['services']}
        for home in {service['home'] for service in self.there['services'] if service['home']} - homes:
            if not any(path.startswith(home + '/') for path in wanted):
                self.journal.leftovers.append(home)
        # Services that have not been restarted yet run from them.
        self.journal.leftovers += set(self.there['archives']) - set(traces_of(self.configuration)['archives'])

    def enable_system_units(self):
        disabled = [unit for unit in self.configuration['disabled'] if is_loaded(unit)]
        self.silenced = [unit for unit in disabled if succeeds(['systemctl', 'is-active', '--quiet', unit])]
        self.remember_attempt()
        for unit in disabled:
            run(['systemctl', 'disable', '--now', unit], check=False)
        self.restored = sorted(set(self.off) - set(self.configuration['disabled']))
        for unit in self.restored:
            if is_loaded(unit):
                say('%s is on again: the configuration has nothing in its place any more' % unit)
                run(['systemctl', 'enable', '--quiet', unit])
                self.system_unit('start', unit)
        for unit in self.configuration['enabled']:
            if not succeeds(['systemctl', 'is-enabled', '--quiet', unit]):
                run(['systemctl', 'enable', '--quiet', unit])
            if unit in self.reloads:
                self.system_unit('reload-or-restart', unit)
            elif not succeeds(['systemctl', 'is-active', '--quiet', unit]):
                self.system_unit('start', unit)

    def system_unit(self, verb, unit):
        try:
            run(['systemctl', verb, unit])
        except Failure:
            raise Failure('%s did not %s:\n%s' % (unit, verb, self.masked(journal_of(unit))))

    def start_changed(self):
        services = self.configuration['services']
        due = [service for service in in_order_of_start(services)
               if service['unit'] in self.changed or not succeeds(['systemctl', 'is-active', '--quiet', service['unit']])]
        if self.booting:  # they may succeed at the next boot, and nobody else wants their ports then
            self.enable(services)
        failures = []
        for service in due:
            try:
                # What a front end asks for may be on a machine that is still booting.
                with self.out_of_rotation(service):
                    self.wait_until_up(service, self.restart(service), is_ready if self.previous else port_is_open)
            except Failure as failure:
                failures.append(str(failure))
                if self.previous:
                    break
        if failures:
            raise Failure('\n'.join(failures))
        self.enable(services)

    def enable(self, services):
        for service in services:
            if not succeeds(['systemctl', 'is-enabled', '--quiet', service['unit']]):
                run(['systemctl', 'enable', '--quiet', service['unit']])

    @contextlib.contextmanager
    def out_of_rotation(self, service):
        """A load balancer that asks meanwhile hears that nobody is there, and sends its clients elsewhere."""
        rotation = service.get('rotation')
        if self.first_boot or not rotation or not succeeds(['systemctl', 'is-active', '--quiet', service['unit']]):
            yield
            return
        table = ['inet', 'tomcat_tier_rotation']
        say('%s leaves the rotation of its load balancer' % service['unit'])
        run(['nft', 'add', 'table'] + table)
        try:
            run(['nft', 'flush', 'table'] + table)
            run(['nft', 'add', 'chain'] + table + ['input', '{ type filter hook input priority -10; }'])
            for source in rotation['askedFrom']:
                run(['nft', 'add', 'rule'] + table + ['input', 'ip', 'saddr', source, 'tcp', 'dport', str(rotation['port']), 'reject', 'with', 'tcp', 'reset'])
            if service.get('leavingFile'):
                write(service['leavingFile'], b'', 0o644)  # gone with the next start
            time.sleep(rotation['seconds'])
            yield
        finally:
            run(['nft', 'delete', 'table'] + table, check=False)
        time.sleep(rotation['seconds'])  # before the next front end leaves

    def restart(self, service):
        say('%s starts' % service['unit'])
        self.touched.append(service['name'])
        run(['systemctl', 'stop', service['unit']])
        run(['systemctl', 'reset-failed', service['unit']], check=False)
        self.refuse_taken_port(service)
        self.started[service['unit']] = time.time()
        # Without waiting: a process that ends at once is restarted, and what it said is reported.
        run(['systemctl', 'start', '--no-block', service['unit']])
        return Patience(service['startSeconds'])

    def refuse_taken_port(self, service):
        """With its own unit stopped, whoever listens is another one, and would be taken for the service. One of the machine's own gives its port away."""
        port = service['readiness']['port']
        services = self.configuration['services'] + (self.previous or {}).get('services', [])
        if any(other['unit'] != service['unit'] and other['readiness']['port'] == port for other in services) or not port_is_open(service):
            return
        raise Failure('%s needs port %d, which a process that is not of this unit has: ss -ltnp shows it. Stop it for good first, as a Tomcat of the '
                      'distribution with systemctl disable --now tomcat9' % (service['unit'], port))

    def wait_until_up(self, service, patience, is_up):
        unit, restarts = service['unit'], None
        while True:
            now = state(unit, 'ActiveState', 'Result', 'NRestarts', 'Job')
            pending = now.get('Job') not in (None, '', '0')
            count = int(now.get('NRestarts') or 0)
            restarts = count if restarts is None or count < restarts else restarts
            if now['ActiveState'] == 'failed' and not pending:
                raise Failure(self.broken(service, 'failed (%s)' % now['Result']))
            if count - restarts >= RESTARTS:
                raise Failure(self.broken(service, 'ended again and again'))
            if now['ActiveState'] == 'active' and not pending and is_up(service):
                return
            if patience.is_over():
                raise Failure(self.broken(service, 'is not ready after %d seconds%s' % (patience.seconds, why_not_ready(service))))
            time.sleep(0.5)

    def wait_for_all(self):
        """Those that nothing was changed of must serve too. Right after the first boot other machines may still be booting."""
        for service in self.configuration['services']:
            patience = Patience(service['startSeconds'] + (0 if self.rolled_out else OTHERS_S))
            self.wait_until_up(service, patience, is_ready)

    def broken(self, service, what):
        journal = self.masked(journal_of(service['unit'], self.started.get(service['unit'])))
        return '%s %s. The last lines of its journal:\n%s' % (service['unit'], what, journal)

    # Back to what was

    def undo(self):
        if self.previous is None and self.booting:
            return 'There is no previous configuration to go back to.'
        previous = self.previous or NOTHING
        said = 'The previous configuration is running again.' if self.previous else 'What was changed has been taken back.'
        try:
            stopped = [service for service in self.configuration['services'] if service['unit'] not in units_of(previous)]
            for service in stopped:
                run(['systemctl', 'disable', '--now', service['unit']], check=False)
            for unit in self.new_system_units(previous) + self.restored:  # while its file is there: a firewall takes its table with it
                run(['systemctl', 'disable', '--now', unit], check=False)
            self.journal.undo()
            run(['systemctl', 'daemon-reload'])
            for unit in self.silenced:
                run(['systemctl', 'enable', '--now', '--quiet', unit], check=False)
            if self.silenced or self.restored:
                self.silenced, self.restored = [], []
                self.remember_attempt()
            for unit in previous['enabled']:
                run(['systemctl', 'enable', '--quiet', unit], check=False)
                run(['systemctl', 'reload-or-restart' if unit in self.reloads else 'start', unit], check=False)
            for service in in_order_of_start(previous['services']):
                if service['name'] in self.touched:
                    run(['systemctl', 'enable', '--quiet', service['unit']], check=False)
                    with self.out_of_rotation(service):
                        self.wait_until_up(service, self.restart(service), is_ready)
        except (Failure, OSError) as failure:
            said = '%s: %s' % ('The previous configuration is NOT running again' if self.previous else 'What was changed has NOT been taken back',
                               first_line(str(failure)))
        return said

    def new_system_units(self, previous):
        """Those that this configuration writes and enables, and the previous one did not. What packages bring stays as it is."""
        written = {file['path'] for file in self.configuration['files']}
        return [unit for unit in self.configuration['enabled'] if UNITS + unit in written and unit not in previous['enabled']]


NOTHING = {'services': [], 'enabled': []}  # the configuration of a machine that has none


class Journal:
    """What was changed, and how to take it back."""

    def __init__(self):
        self.undos = []
        self.leftovers = []
        self.removed = []

    def undo(self):
        while self.undos:
            self.undos.pop()()

    def keep(self):
        self.undos = []
        for path in self.leftovers:
            delete(path)
        for path in self.removed:
            remove_empty_directories(os.path.dirname(path))

    def write(self, path, data, mode, group):
        """Returns whether the file is another one now."""
        before = read(path)
        if before == data:
            own(path, mode, group)
            return False
        if before is None:
            self.undos.append(lambda: delete(path))
        else:
            was = os.stat(path)
            self.undos.append(lambda: write(path, before, was.st_mode & 0o7777, was.st_gid))
        write(path, data, mode, group)
        return True

    def replace(self, new, path):
        """Puts a file or directory in the place of another one."""
        previous = path + '.previous'
        delete(previous)
        if os.path.lexists(path):
            os.rename(path, previous)
            self.leftovers.append(previous)

        def back():
            delete(path)
            if os.path.lexists(previous):
                os.rename(previous, path)
        self.undos.append(back)
        os.rename(new, path)

    def remove(self, path):
        """A small file does not leave even its copy where a service might find it."""
        was = os.lstat(path)
        if was.st_size > 1 << 20:
            previous = path + '.previous'
            delete(previous)
            os.rename(path, previous)
            self.leftovers.append(previous)
            self.undos.append(lambda: os.rename(previous, path))
        else:
            data = read(path)
            delete(path)
            self.undos.append(lambda: write(path, data, was.st_mode & 0o7777, was.st_gid))
        self.removed.append(path)


class Patience:
    """How long to try."""

    def __init__(self, seconds, roles=None):
        self.seconds = seconds
        self.roles = roles
        self.end = time.monotonic() + seconds
        self.pause = 1.0

    def is_over(self):
        return time.monotonic() >= self.end

    def wait_for_role(self):
        """Where the identity of the machine is refused: its role may be a new one."""
        if self.roles:
            self.end = max(self.end, self.roles.end)

    def wait(self):
        time.sleep(max(0.0, min(self.pause, self.end - time.monotonic())))
        self.pause = min(self.pause * 2, 20.0)


class Identity:
    """The identity that the cloud gave the machine."""

    def __init__(self, client_id):
        self.client_id = client_id
        self.tokens = {}

    def token(self, resource, patience):
        if resource not in self.tokens:
            query = [('api-version', '2018-02-01'), ('resource', resource)] + ([('client_id', self.client_id)] if self.client_id else [])
            # 400: the machine does not know its identity yet.
            answer = fetch_json('%s?%s' % (IDENTITY, urllib.parse.urlencode(query)), {'Metadata': 'true'}, {400, 403, 404, 410, 429}, patience,
                                'the managed identity of this machine', 'give the machine an identity')
            self.tokens[resource] = answer['access_token']
        return self.tokens[resource]

    def secret(self, vault, patience):
        host = urllib.parse.urlsplit(vault['uri']).hostname or ''
        cloud = next((cloud for cloud in VAULT_CLOUDS if host.endswith('.' + cloud)), VAULT_CLOUDS[0])
        path = '/'.join(urllib.parse.quote(part, safe='') for part in [vault['name'], vault.get('version')] if part)
        url = '%s/secrets/%s?api-version=7.4' % (vault['uri'].rstrip('/'), path)
        headers = {'Authorization': 'Bearer ' + self.token('https://' + cloud, patience)}
        what = 'the secret %s of the vault %s' % (vault['name'], vault['uri'])
        fixes = {404: 'put the secret into the vault, enabled', None: 'let the machine reach the vault'}
        role = 'give the machine\'s identity the role "Key Vault Secrets User" on the vault, and let its network reach the vault; a role that was just given takes minutes'
        return fetch_json(url, headers, {401, 403, 429}, patience, what, role, fixes)['value']


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A token must not be shown to another server."""

    def redirect_request(self, *_):
        return None


def refuses_identity(status, headers):
    return status in (401, 403) and 'Authorization' in headers


def fetch_json(url, headers, temporary, patience, what, fix, fixes=None):
    # Never by way of a proxy: the address of the identity is the machine's own.
    opener = urllib.request.build_opener(NoRedirects, *([urllib.request.ProxyHandler({})] if url.startswith(IDENTITY) else []))
    while True:
        status, why = None, ''
        try:
            with opener.open(urllib.request.Request(url, headers=headers), timeout=10) as answer:
                return json.loads(answer.read().decode())
        except urllib.error.HTTPError as error:
            status, why = error.code, 'status %d' % error.code
        except (OSError, ValueError, http.client.HTTPException) as error:
            why = str(getattr(error, 'reason', None) or error)
        if refuses_identity(status, headers):
            patience.wait_for_role()
        if (status is not None and status < 500 and status not in temporary) or patience.is_over():
            raise Failure('%s could not be read (%s): %s' % (what, why, (fixes or {}).get(status, fix)))
        patience.wait()


def fetch_file(url, headers, path, algorithm, digest, patience):
    """Fetches a file into a path; what has another checksum is deleted."""
    opener = urllib.request.build_opener(*([NoRedirects] if headers else []))
    while True:
        status = None
        try:
            with opener.open(urllib.request.Request(url, headers=headers), timeout=60) as answer, open(path, 'wb') as file:
                os.fchmod(file.fileno(), 0o600)
                shutil.copyfileobj(answer, file, 1 << 20)
                length = answer.headers.get('Content-Length')
                if length is not None and file.tell() < int(length):
                    raise OSError('the connection ended after %d of %s bytes' % (file.tell(), length))
                file.flush()
                os.fsync(file.fileno())
            break
        except urllib.error.HTTPError as error:
            status, why = error.code, 'status %d' % error.code
        except (OSError, ValueError, http.client.HTTPException) as error:
            why = str(getattr(error, 'reason', None) or error)
        if refuses_identity(status, headers):
            patience.wait_for_role()
        if (status is not None and status < 500 and not (status in (401, 403, 409, 429) and headers)) or patience.is_over():
            delete(path)
            fix = 'give the machine\'s identity the role "Storage Blob Data Reader"; one that was just given takes minutes' \
                if headers and status in (401, 403, 404) else 'check that the machine reaches this URL'
            raise Failure('%s could not be fetched (%s): %s' % (url, why, fix))
        patience.wait()
    got = file_digest(path, algorithm)
    if got != digest:
        delete(path)
        raise Failure('%s has the %s %s and not %s: it is not used' % (url, algorithm.upper(), got, digest))


def given_value(value, first_boot):
    """What Terraform gave: with the roll-out, or at the first boot. An old value must not pass for one that did not come."""
    variable = os.environ.get('VALUE_' + value['name'].upper())
    data = base64.b64decode(variable) if variable is not None else read('%s/%s' % (VALUES, value['name'])) if first_boot else None
    if data is None:
        raise Failure('the value %s was not given: terraform apply -replace=terraform_data.NAME sends it again, with the NAME that terraform state list '
                      'has for the roll-out of this machine' % value['label'])
    return data.decode()


def escaped(value, escapes):
    for replacements in escapes:
        for old, new in replacements:
            value = value.replace(old, new)
    return value


# Software

def install(family, packages):
    debian = family == 'debian'
    if debian:
        listed = run(['dpkg-query', '--show', '--showformat', '${Package} ${db:Status-Status}\n'] + packages, check=False) if packages else ''
        present = {line.split()[0] for line in listed.split('\n') if line.endswith(' installed')}
        missing = [name for name in packages if name not in present]
    else:
        missing = [name for name in packages if not succeeds(['rpm', '--quiet', '--query', name])]
    if not missing:
        return
    say('installing %s' % ' '.join(missing))
    # The services are restarted here, and not by a tool that looks for outdated libraries.
    environment = dict(os.environ, DEBIAN_FRONTEND='noninteractive', NEEDRESTART_SUSPEND='1')
    apt = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=600']
    keep = ['-o', 'Dpkg::Options::=--force-confdef', '-o', 'Dpkg::Options::=--force-confold']
    commands = [apt + ['update'], apt + keep + ['install', '--yes', '--no-install-recommends'] + missing] if debian \
        else [['dnf', '-y', '--setopt=install_weak_deps=False', 'install'] + missing]
    patience = Patience(FIRST_BOOT_PATIENCE_S)
    for attempt in range(5):
        said = ''
        for command in commands:
            done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            said = done.stdout.decode(errors='replace')
        if done.returncode == 0:
            return
        if attempt < 4 and not patience.is_over():
            patience.wait()
            if debian:
                run(['dpkg', '--configure', '-a'], check=False, env=environment)
    last = '\n'.join(said.strip().split('\n')[-JOURNAL_LINES:])
    raise Failure('the packages %s could not be installed:\n%s' % (' '.join(missing), last))


def ensure_account(account):
    """Returns the number of the account's group, through which it reads its files."""
    name = account['name']
    try:
        return pwd.getpwnam(name).pw_gid
    except KeyError:
        pass
    uid = str(account['uid'])
    taken = {str(entry.pw_uid) for entry in pwd.getpwall()} | {str(entry.gr_gid) for entry in grp.getgrall()}
    has_group = any(entry.gr_name == name for entry in grp.getgrall())
    run(['useradd', '--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', shutil.which('nologin') or '/bin/false']
        + (['--gid', name] if has_group else ['--user-group']) + ([] if uid in taken else ['--uid', uid]) + [name])
    return pwd.getpwnam(name).pw_gid


def unpack(package, target, url):
    """Unpacks without the first folder; everything is root's, and nobody else writes it."""
    delete(target)
    os.mkdir(target, 0o755)
    options = {'filter': 'fully_trusted'} if hasattr(tarfile, 'fully_trusted_filter') else {}
    with tarfile.open(package, 'r:gz') as archive:
        for member in archive:
            parts = [part for part in member.name.split('/') if part not in ('', '.')][1:]
            link = os.path.normpath(os.path.join(*(parts[:-1] + [member.linkname]))) if parts and member.issym() else ''
            if '..' in parts or link.startswith(('/', '..')) or not (member.isfile() or member.isdir() or member.issym()):
                raise Failure('%s holds %s, which does not belong into an archive of programs' % (url, member.name))
            if not parts:
                continue
            member.name = '/'.join(parts)
            member.uid = member.gid = 0
            member.uname = member.gname = 'root'
            member.mode = 0o755 if member.isdir() or member.mode & 0o111 else 0o644
            archive.extract(member, target, **options)
    # Applications that nobody asked for.
    webapps = target + '/webapps'
    for name in os.listdir(webapps) if os.path.isdir(webapps) else []:
        delete(webapps + '/' + name)


WEB_XML = 'WEB-INF/web.xml'
MINIMAL_WEB_XML = '''<?xml version="1.0" encoding="UTF-8"?>
<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0">
  <distributable/>
</web-app>
'''


def web_xml_of_war(path, url, expected):
    """The web.xml of a WAR with the mark <distributable/>, or None where its sessions are not replicated. Refuses a WAR that would not run as meant."""
    replicated = expected.get('distributableWebXml') is not None
    try:
        with zipfile.ZipFile(path) as war:
            refuse_what_would_not_run(war, url, expected, replicated)
            return marked_web_xml(war, url) if replicated else None
    except (zipfile.BadZipFile, LookupError, UnicodeDecodeError, ExpatError) as error:
        raise Failure('%s, or a library or a descriptor in it, cannot be read: %s' % (url, error))


def refuse_what_would_not_run(war, url, expected, replicated):
    """Tomcat would start these without a word. What the library has at hand, it refuses itself."""
    used = servlet_packages(war)
    if used and expected['servletPackage'] not in used:
        raise Failure('the classes of %s use %s.servlet, and this Tomcat has %s.servlet: use another release of Tomcat, or migrate the application'
                      % (url, used[0], expected['servletPackage']))
    missing = missing_from_context(war, expected['contextXml'])
    if missing:
        raise Failure('META-INF/context.xml in %s says what the program does not, and Tomcat reads what the program says instead: %s; say them in '
                      'the options of the WebApplication' % (url, ', '.join(missing)))
    library = library_against_replication(war) if replicated else None
    if library:
        raise Failure('%s in %s has a META-INF/web-fragment.xml without <distributable/>, and Tomcat would take the whole application as not '
                      'distributable: put the mark into it, or leave it out with an <absolute-ordering> in web.xml' % (library, url))


def marked_web_xml(war, url):
    """The web.xml of a WAR with the mark <distributable/>, in UTF-8."""
    web_xml = xml_text(war.read(WEB_XML)) if WEB_XML in war.namelist() else MINIMAL_WEB_XML
    if is_distributable(parsed(web_xml)):
        return web_xml
    end = re.search(r'</web-app\s*>\s*(<!--[\s\S]*?-->\s*)*\Z', web_xml, re.ASCII)
    if not end:
        raise Failure('the WEB-INF/web.xml of %s does not end with </web-app>: put <distributable/> into it, and leave out prefixes: '
                      'Tomcat reads no element that has one' % url)
    return '%s  <distributable/>\n%s' % (web_xml[:end.start()], end.group())


def servlet_packages(war):
    """Those that the classes of a WAR itself use. The names of the classes that a class uses are in it as plain text."""
    found = set()
    for name in war.namelist():
        if re.match(r'WEB-INF/classes/.*\.class\Z', name):
            code = war.read(name)
            found.update(package for package in ('javax', 'jakarta') if package.encode() + b'/servlet/' in code)
    return sorted(found)


def missing_from_context(war, known):
    """What its context.xml says, but for what is known."""
    root = descriptor(war, 'META-INF/context.xml')
    if root is None:
        return []
    said = list(root.attributes.keys()) + [key_of(element) for element in elements_in(root)]
    return [each for each in said if each not in known]


def key_of(element):
    """What tells an element of a Context from others."""
    tag = element.tagName
    if tag in ('Environment', 'Parameter', 'Resource', 'ResourceLink'):
        return '%s %s' % (tag.replace('ResourceLink', 'Resource'), element.getAttribute('name'))
    if tag in ('Listener', 'Valve'):
        return '%s %s' % (tag, element.getAttribute('className'))
    return tag


def library_against_replication(war):
    """A library of a WAR because of which Tomcat takes it as not distributable: it has a web fragment that does not say so."""
    is_used = fragments_of(descriptor(war, WEB_XML))
    for name in war.namelist():
        if not re.match(r'WEB-INF/lib/[^/]+\.jar\Z', name):
            continue
        with zipfile.ZipFile(io.BytesIO(war.read(name))) as library:
            fragment = descriptor(library, 'META-INF/web-fragment.xml')
        if fragment is not None and not is_distributable(fragment) and is_used(next(iter(names_in(fragment)), None)):
            return name
    return None


def fragments_of(web_xml):
    """Which fragments a web.xml has Tomcat read, by their names: all of them, unless it says otherwise."""
    if web_xml is not None and web_xml.getAttribute('metadata-complete') == 'true':
        return lambda name: False
    ordering = elements_in(web_xml, 'absolute-ordering') if web_xml is not None else []
    if not ordering or elements_in(ordering[0], 'others'):
        return lambda name: True
    names = names_in(ordering[0])
    return lambda name: name in names


def names_in(element):
    return [''.join(node.data for node in name.childNodes if node.nodeType == node.TEXT_NODE).strip() for name in elements_in(element, 'name')]


def is_distributable(root):
    return len(elements_in(root, 'distributable')) > 0


def elements_in(element, name=None):
    """The elements right in another one. Tomcat reads none that has a prefix."""
    return [node for node in element.childNodes if node.nodeType == node.ELEMENT_NODE and name in (None, node.tagName)]


def descriptor(archive, name):
    return parsed(xml_text(archive.read(name))) if name in archive.namelist() else None


def parsed(text):
    return xml.dom.minidom.parseString(text.encode()).documentElement


def xml_text(data):
    """The text of a descriptor, in whichever encoding it is written; its declaration says UTF-8 then."""
    declaration = r'^(<\?xml[^>]*?encoding=["\'])([\w.-]+)'
    said = re.search(declaration, re.sub('^\xef\xbb\xbf', '', data.decode('latin-1')), re.ASCII)
    encoding = 'utf-16' if data[:2] in (b'\xff\xfe', b'\xfe\xff') else said.group(2) if said else 'utf-8'
    text = data.decode('utf-8-sig' if encoding.lower() == 'utf-8' else encoding)
    return re.sub(declaration, r'\1UTF-8', text, flags=re.ASCII)


def allow_in_selinux(rules, paths):
    if not shutil.which('selinuxenabled') or not succeeds(['selinuxenabled']):
        return
    for name in rules['booleans'] if rules else []:
        if not run(['getsebool', name], check=False).strip().endswith(' on'):
            run(['setsebool', '-P', name, 'on'])
    known = [line.split(None, 2) for line in run(['semanage', 'port', '-l'], check=False).split('\n')] if rules and rules['ports'] else []
    for rule in rules['ports'] if rules else []:
        types = [line[0] for line in known if len(line) == 3 and line[1] == rule['protocol'] and str(rule['port']) in re.split(r',\s*', line[2])]
        if rule['type'] not in types:
            run(['semanage', 'port', '-m' if types else '-a', '-t', rule['type'], '-p', rule['protocol'], str(rule['port'])])
    if paths and shutil.which('restorecon'):
        run(['restorecon'] + paths, check=False)


# Services

def is_ready(service):
    try:
        return succeeds(service['readiness']['command'], timeout=5)
    except subprocess.TimeoutExpired:
        return False


def why_not_ready(service):
    """What the question whether it serves says last, as the end of a sentence."""
    try:
        said = run(service['readiness']['command'], check=False, timeout=5).strip()
    except subprocess.TimeoutExpired:
        return ''
    return ': ' + said.split('\n')[-1] if said else ''


def port_is_open(service):
    readiness = service['readiness']
    try:
        return succeeds(['bash', '-c', 'exec 3<>/dev/tcp/%s/%d' % (readiness['address'], readiness['port'])], timeout=5)
    except subprocess.TimeoutExpired:
        return False


def state(unit, *properties):
    lines = run(['systemctl', 'show', '--property', ','.join(properties), unit], check=False).split('\n')
    return dict(line.split('=', 1) for line in lines if '=' in line)


def is_loaded(unit):
    return state(unit, 'LoadState').get('LoadState') == 'loaded'


def journal_of(unit, since=None):
    """The last lines that its processes said. systemd's own words about the unit would push them out; clouds show 4 KiB."""
    begin = [] if since is None else ['--since', '@%.3f' % since]
    said = run(['journalctl', '_SYSTEMD_UNIT=' + unit, '--lines', str(JOURNAL_LINES), '--no-pager', '--output', 'cat'] + begin, check=False)
    return '\n'.join(line if len(line) <= LINE_LENGTH else line[:LINE_LENGTH] + '...' for line in said.strip().split('\n'))


def units_of(configuration):
    return {service['unit'] for service in configuration['services']}


def in_order_of_start(services):
    """Front ends last: whether one serves is asked through it to a Tomcat, which may be another service of the machine."""
    return sorted(services, key=lambda service: 'leavingFile' in service)


def traces_of(configuration):
    """What a configuration leaves on a machine: files, services and archives."""
    if configuration is None:
        return {}
    return {
        'paths': paths_of(configuration),
        'services': [{'name': service['name'], 'unit': service['unit'], 'home': service.get('home')} for service in configuration['services']],
        'archives': [archive['directory'] for archive in configuration['archives']],
    }


def together(one, other):
    return {kind: one.get(kind, []) + [each for each in other.get(kind, []) if each not in one.get(kind, [])] for kind in ('paths', 'services', 'archives')}


def paths_of(configuration):
    """Every file that a configuration puts on the machine."""
    files = list(configuration['files'])
    paths = []
    for service in configuration['services']:
        files += [service['unitFile']] + service['files']
        paths += [path for download in service['downloads'] for path in (download['path'], download.get('war', {}).get('distributableWebXml')) if path]
    return [file['path'] for file in files] + paths


# Files

def read(path):
    try:
        with open(path, 'rb') as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(path, data, mode, group=0):
    """Nobody ever sees half of a file."""
    new = os.path.join(os.path.dirname(path), '.%s.new' % os.path.basename(path))
    delete(new)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), 'wb') as file:
        file.write(data)
        os.fchown(file.fileno(), 0, group)
        os.fchmod(file.fileno(), mode)
        file.flush()
        os.fsync(file.fileno())
    os.rename(new, path)


def own(path, mode, group):
    was = os.stat(path)
    if (was.st_uid, was.st_gid) != (0, group):
        os.chown(path, 0, group)
    if was.st_mode & 0o7777 != mode:
        os.chmod(path, mode)


def delete(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def remove_empty_directories(path):
    try:
        os.removedirs(path)
    except OSError:
        pass


def directory(path, mode):
    os.makedirs(path, exist_ok=True)
    os.chmod(path, mode)


def directories(path, home, group):
    """Makes a directory and its parents; from the home of a service on, only the service may look into them."""
    inside = home is not None and (path + '/').startswith(home + '/')
    if not os.path.isdir(path):
        directories(os.path.dirname(path), home, group)
        os.mkdir(path)
        os.chmod(path, 0o750 if inside else 0o755)
        os.chown(path, 0, group if inside else 0)
    elif path == home:
        own(path, 0o750, group)


def file_digest(path, algorithm):
    if not os.path.isfile(path):
        return None
    digest = hashlib.new(algorithm)
    with open(path, 'rb') as file:
        for piece in iter(lambda: file.read(1 << 20), b''):
            digest.update(piece)
    return digest.hexdigest()


def install_program():
    program = read(os.path.abspath(__file__))
    if read(PROGRAM) != program:
        directories(os.path.dirname(PROGRAM), None, 0)
        write(PROGRAM, program, 0o755)


# Commands

def run(command, check=True, timeout=None, env=None):
    """Returns what the command printed."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout, env=env)
    text = done.stdout.decode(errors='replace')
    if check and done.returncode != 0:
        raise Failure('%s ended with %d: %s' % (' '.join(command[:4]), done.returncode, text.strip()[-500:]))
    return text


def succeeds(command, timeout=None):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=timeout).returncode == 0
    except FileNotFoundError:
        return False


def first_line(text):
    return text.split('\n', 1)[0]


def say(text):
    print('\n'.join('tomcat-tier: ' + line for line in text.split('\n')), flush=True)


if __name__ == '__main__':
    main(sys.argv[1:])
