import type { SystemFile, SystemPart } from './system-part';
import { OsFamily } from '../host/operating-system';
import { Text } from '../text/text';

/** Whether a machine installs the security updates of its operating system by itself. */
export class SecurityUpdates {
  /** Once a day, security updates only. The machine does not reboot by itself: a new kernel waits for the next reboot. */
  public static unattended(): SecurityUpdates {
    return new SecurityUpdates({
      debian: {
        packages: ['unattended-upgrades'],
        files: [file('/etc/apt/apt.conf.d/60tomcat-tier', APT)],
        enabled: ['apt-daily.timer', 'apt-daily-upgrade.timer'],
        disabled: [],
      },
      rhel: {
        packages: ['dnf-automatic'],
        files: [file('/etc/dnf/automatic.conf', DNF)],
        enabled: ['dnf-automatic.timer'],
        disabled: [],
      },
    });
  }

  /** The machine's image decides, or whoever patches the machine. */
  public static none(): SecurityUpdates {
    return new SecurityUpdates(undefined);
  }

  private constructor(private readonly parts?: { [family in OsFamily]: SystemPart }) {}

  /** @internal What the machine has for its updates. */
  public _of(family: OsFamily): SystemPart {
    return this.parts?.[family] ?? { packages: [], files: [], enabled: [], disabled: [] };
  }
}

function file(path: string, lines: string[]): SystemFile {
  return { path, text: Text.of(`${lines.join('\n')}\n`), mode: '0644' };
}

/** @see https://manpages.debian.org/bookworm/unattended-upgrades/unattended-upgrade.8.en.html */
const APT = [
  '// Security updates, once a day, without a reboot.',
  'APT::Periodic::Update-Package-Lists "1";',
  'APT::Periodic::Unattended-Upgrade "1";',
  '#clear Unattended-Upgrade::Allowed-Origins;',
  '#clear Unattended-Upgrade::Origins-Pattern;',
  'Unattended-Upgrade::Origins-Pattern {',
  '  "origin=Debian,codename=${distro_codename}-security,label=Debian-Security";',
  '  "origin=Ubuntu,archive=${distro_codename}-security,label=Ubuntu";',
  '};',
  'Unattended-Upgrade::Automatic-Reboot "false";',
];

/** @see https://dnf.readthedocs.io/en/latest/automatic.html */
const DNF = [
  '# Security updates, once a day, without a reboot.',
  '[commands]',
  'upgrade_type = security',
  'download_updates = yes',
  'apply_updates = yes',
  'reboot = never',
  '',
  '[emitters]',
  'emit_via = stdio',
];
