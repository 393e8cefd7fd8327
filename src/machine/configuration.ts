import { compressed } from './compressed';
import { FIREWALL_UNIT } from './firewall';
import type { Machine } from './machine';
import { SelinuxRules, selinuxRules } from './selinux';
import { serviceUnit, unitName } from './service-unit';
import { SystemPart, UNIT_DIRECTORY } from './system-part';
import { Fragment, MachineValue, MachineValues } from './values';
import { ConfigError } from '../checks/config-error';
import { checkKnown, TOLD_TO_MACHINES } from '../checks/options/check-known';
import { Account } from '../host/account';
import { Download } from '../host/artifact';
import { OsFamily } from '../host/operating-system';
import { readinessCommand } from '../host/readiness';
import { Rotation } from '../host/rotation';
import { Service } from '../host/service';
import { MachineArchive } from '../host/software';
import { VaultSecret } from '../text/reference';
import { Text } from '../text/text';

/** What a machine shall be like, and the values that it needs for that. Nothing in it is secret, or known to Terraform only. */
export interface MachineConfiguration {
  readonly document: ConfigurationDocument;
  /** The document as gzip in base64. */
  readonly compressed: string;
  readonly values: MachineValue[];
}

/** The configuration as apply.py reads it. */
export interface ConfigurationDocument {
  readonly host: string;
  readonly osFamily: OsFamily;
  /** The client id of the identity that the machine shows; the only one that it has where it is not said. */
  readonly identity?: Fragment[];
  readonly values: { name: string; label: string; vault?: VaultSecret; rules: { pattern: string; message: string }[] }[];
  readonly packages: string[];
  readonly archives: MachineArchive[];
  readonly files: FileOfMachine[];
  readonly enabled: string[];
  readonly disabled: string[];
  readonly selinux?: SelinuxRules;
  readonly services: ServiceOfMachine[];
  /** What files hold, each content once; files name their places in this list. */
  readonly contents: Fragment[][];
}

export interface FileOfMachine {
  readonly path: string;
  readonly mode: string;
  readonly content: number;
  readonly reloads?: string;
}

export interface ServiceOfMachine {
  readonly name: string;
  readonly unit: string;
  readonly unitFile: FileOfMachine;
  readonly account: Account;
  /** The directory that is the service's alone: others do not look into it. */
  readonly home: string;
  readonly scratch: string[];
  readonly files: FileOfMachine[];
  readonly downloads: (Download & { path: string })[];
  /** The directory of its archive. */
  readonly archive?: string;
  /** The TCP ports at which others reach it. */
  readonly ports: number[];
  readonly readiness: { address: string; port: number; command: string[] };
  readonly startSeconds: number;
  /** The load balancer that it leaves before it restarts. */
  readonly rotation?: Rotation;
  /** Has its clients go meanwhile. */
  readonly leavingFile?: string;
}

/** Renders a machine. Called when the program is complete. */
export function machineConfiguration(machine: Machine, parts: SystemPart[]): MachineConfiguration {
  const values = new MachineValues();
  const contents = new Contents();
  const file: WriteFile = (path, mode, text, owner) => ({ path, mode, content: contents.indexOf(text, values, owner) });
  const services = machine._services.map((service) => serviceOfMachine(machine, service, parts, file));
  const software = machine._services.flatMap((service) => service.software.machine ?? []);
  const identity = machine._identityClientId;
  const selinux = selinuxRules(machine);
  const packages = [
    ...parts.flatMap((part) => part.packages),
    ...software.flatMap((machineSoftware) => machineSoftware.packages[machine._osFamily] ?? []),
    ...(selinux ? ['policycoreutils-python-utils'] : []),
    // With which a service leaves its load balancer before it restarts.
    ...(services.some(({ rotation }) => rotation) ? ['nftables'] : []),
  ];
  const document: ConfigurationDocument = {
    host: machine.hostName,
    osFamily: machine._osFamily,
    identity: identity === undefined ? undefined : values.fragments(Text.of(identity), machine.node.path),
    packages: unique(packages).sort(),
    archives: [...new Map(software.flatMap(({ archive }) => archive ? [[archive.directory, archive]] : [])).values()],
    files: parts.flatMap(({ files }) => files)
      .map(({ path, mode, text, reloads }) => ({ ...file(path, mode, text, machine.node.path), reloads })),
    enabled: parts.flatMap(({ enabled }) => enabled),
    disabled: parts.flatMap(({ disabled }) => disabled),
    selinux,
    services,
    values: values.all.map(({ name, label, vault, rules }) => ({ name, label, vault, rules })),
    contents: contents.all,
  };
  const json = JSON.stringify(document);
  checkUnicode(json, machine.node.path);
  checkReferences(json, machine.node.path);
  return { document, compressed: compressed(json), values: values.all };
}

/** Adds a file's content to the document; `owner` is the construct that a broken rule for a value is about. */
type WriteFile = (path: string, mode: string, text: Text, owner: string) => FileOfMachine;

function serviceOfMachine(machine: Machine, service: Service, parts: SystemPart[], file: WriteFile): ServiceOfMachine {
  const owner = service.owner.node.path;
  const readiness = service.readiness();
  service.listeners().forEach(({ port, purpose }) => checkKnown(`a port of the ${purpose}`, port, 'what machines let in is computed from it', owner));
  return {
    name: service.name,
    unit: unitName(service),
    unitFile: file(unitPath(service), '0644', unitText(machine, service, parts), owner),
    account: { name: service.account.name, uid: service.account.uid },
    home: service.home,
    scratch: service.scratchDirectories,
    files: service.files().map(({ path, mode, text }) => file(path, mode, text, owner)),
    downloads: service.artifacts().flatMap(({ path, download }) => download ? [{ path, ...download }] : []),
    archive: service.software.machine?.archive?.directory,
    ports: service.listeners().flatMap(({ port, protocol, reachable }) => reachable && protocol === 'tcp' ? [port] : []),
    readiness: { address: readiness.address, port: readiness.port, command: readinessCommand(readiness) },
    startSeconds: service.startSeconds,
    rotation: machine._rotationOf(service),
    leavingFile: service.leavingFile,
  };
}

export function unitPath(service: Service): string {
  return `${UNIT_DIRECTORY}/${unitName(service)}`;
}

export function unitText(machine: Machine, service: Service, parts: SystemPart[]): Text {
  return Text.of(serviceUnit(machine, service, parts.some(({ enabled }) => enabled.includes(FIREWALL_UNIT)) ? FIREWALL_UNIT : undefined));
}

/** Contents, each once: the web.xml of all instances of a machine is the same. */
class Contents {
  public readonly all: Fragment[][] = [];
  private readonly places = new Map<string, number>();

  public indexOf(text: Text, values: MachineValues, owner: string): number {
    const fragments = values.fragments(text, owner);
    const key = text.known === undefined ? JSON.stringify(fragments) : `known ${text.known}`;
    let place = this.places.get(key);
    if (place === undefined) this.places.set(key, place = this.all.push(fragments) - 1);
    return place;
  }
}

/** JSON alone would carry half of a surrogate pair, as an escape. */
function checkUnicode(json: string, path: string): void {
  const half = /(?<!\\)(?:\\\\)*(\\ud[89a-f]..)/.exec(json)?.[1];
  if (half === undefined) return;
  throw new ConfigError({
    code: 'TEXT_NOT_UNICODE', path, got: half, why: 'half of a surrogate pair has no UTF-8 form', fix: 'pass whole characters',
  });
}

/** Refuses what stands there as it is and has no check of its own, such as the name of a user. */
function checkReferences(json: string, path: string): void {
  const [before, reference] = Text.of(json).fragments;
  if (typeof reference === 'object') checkKnown(`a value behind ${String(before).slice(-40)}`, reference.token, TOLD_TO_MACHINES, path);
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
