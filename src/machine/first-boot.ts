import { APPLY_PROGRAM, applyProgram, CONFIGURATION_FILE, STATE_DIRECTORY } from './apply-program';
import { MachineConfiguration } from './configuration';
import { BASE64 } from '../text/escape';
import { Text } from '../text/text';

/** Where the first boot puts the value of a name. */
const VALUES_DIRECTORY = `${STATE_DIRECTORY}/values`;

/**
 * The user data of a machine: cloud-init writes the program and its configuration, and has the program apply it. JSON is
 * YAML too, and nothing in it needs to be escaped.
 *
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html
 */
export function firstBoot(configuration: MachineConfiguration): Text {
  const given = configuration.values.filter((value) => value.given);
  const [start, ...rest] = cloudConfig(configuration, given.map(({ name }) => name)).split(PLACE);
  return Text.of(start, ...rest.flatMap((text, index) => [given[index].given!.escaped(BASE64), text]));
}

/** Stands where a value goes; base64 and paths do not hold it. */
const PLACE = '{{value}}';

function cloudConfig(configuration: MachineConfiguration, given: string[]): string {
  const document = {
    // Nobody logs in with a password, or as root.
    ssh_pwauth: false,
    disable_root: true,
    // What is installed, and when, is the program's business.
    package_update: false,
    package_upgrade: false,
    locale: 'false', // says no; a text, as the schema has it
    write_files: [
      { path: APPLY_PROGRAM, owner: 'root:root', permissions: '0755', encoding: 'gz+b64', content: applyProgram() },
      { path: CONFIGURATION_FILE, owner: 'root:root', permissions: '0600', encoding: 'gz+b64', content: configuration.compressed },
      ...given.map((name) => ({ path: `${VALUES_DIRECTORY}/${name}`, owner: 'root:root', permissions: '0600', encoding: 'b64', content: PLACE })),
    ],
    runcmd: [['python3', APPLY_PROGRAM, '--first-boot', CONFIGURATION_FILE]],
  };
  return `#cloud-config\n${JSON.stringify(document, null, 2)}\n`;
}
