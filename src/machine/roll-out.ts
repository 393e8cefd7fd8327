import { createHash } from 'crypto';
import { applyProgram } from './apply-program';
import { MachineConfiguration, unitPath, unitText } from './configuration';
import type { Machine } from './machine';
import { unitName } from './service-unit';
import { SystemPart } from './system-part';
import { Text } from '../text/text';

/** The environment variable in which a roll-out gets a value, in base64. */
export function valueVariable(name: string): string {
  return `VALUE_${name.toUpperCase()}`;
}

/**
 * A bash script, run as root, that brings a running machine to its configuration. Its comments are for those who read a
 * plan: a line that changes there is a file that changes on the machine.
 */
export function rollOutScript(machine: Machine, configuration: MachineConfiguration, parts: SystemPart[]): string {
  const variables = configuration.values.filter(({ given }) => given).map(({ name }) => valueVariable(name));
  return [
    '#!/bin/bash',
    `# Brings ${machine.hostName} to the configuration below. Only services restart of which something has changed.`,
    '#',
    ...contentsOf(machine, configuration, parts).map((line) => `# ${line}`),
    ...(variables.length > 0 ? ['#', `# Values come in the environment, in base64: ${variables.join(' ')}`] : []),
    'set -euo pipefail',
    'umask 077',
    'work=$(mktemp -d /run/tomcat-tier.XXXXXXXX)',
    'trap \'rm -rf "$work"\' EXIT',
    ...unpacked('apply.py', applyProgram()),
    ...unpacked('configuration.json', configuration.compressed),
    'python3 "$work/apply.py" --roll-out "$work/configuration.json"',
    '',
  ].join('\n');
}

function unpacked(name: string, content: string): string[] {
  return [`base64 -d <<'END' | gzip -d > "$work/${name}"`, content, 'END'];
}

/** What the machine has, a line each, and what restarts when the line changes. */
function contentsOf(machine: Machine, { document }: MachineConfiguration, parts: SystemPart[]): string[] {
  const files = new Map<string, string>();
  for (const { path, text, reloads } of parts.flatMap((part) => part.files)) files.set(path, `${digest(text)}${reloads ? ` reloads ${reloads}` : ''}`);
  for (const service of machine._services) {
    const restarts = `restarts ${unitName(service)}`;
    files.set(unitPath(service), `${digest(unitText(machine, service, parts))} ${restarts}`);
    for (const { path, text } of service.files()) files.set(path, `${digest(text)} ${restarts}`);
    for (const { path, download } of service.artifacts()) {
      if (download) files.set(path, `${download.sha256.slice(0, SHOWN)} from ${download.url} ${restarts}`);
    }
    const archive = service.software.machine?.archive;
    if (archive) files.set(`${archive.directory}/`, `${archive.sha512.slice(0, SHOWN)} from ${archive.url}`);
  }
  return [
    ...document.packages.map((name) => `package ${name}`),
    ...[...files].sort(([a], [b]) => a < b ? -1 : 1).map(([path, what]) => `${path} ${what}`),
  ];
}

/** How many digits of a checksum people compare. */
const SHOWN = 12;

/** Of the text as people read it, with the names of values. */
function digest(text: Text): string {
  return createHash('sha256').update(text.preview).digest('hex').slice(0, SHOWN);
}
