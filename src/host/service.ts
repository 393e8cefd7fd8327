import { Construct } from 'constructs';
import { Account } from './account';
import { Artifact } from './artifact';
import { HostFile } from './host-file';
import { Listener } from './listener';
import type { MemoryNeed } from './memory';
import { Readiness } from './readiness';
import { Software } from './software';
import { ConfigError } from '../checks/config-error';
import { checkKnown } from '../checks/options/check-known';

/**
 * One long-running process on a host: a Tomcat, an httpd. All that a host needs to know to run it, and nothing of what
 * it is. What depends on the whole program is a function, called when the program is complete.
 */
export interface Service {
  /** Unique on its host. */
  readonly name: string;
  /** The construct that the service belongs to. */
  readonly owner: Construct;
  readonly software: Software;
  readonly account: Account;
  readonly command: string[];
  readonly environment: { [name: string]: string };
  readonly files: () => HostFile[];
  /** Applications, which reach the host as they are. */
  readonly artifacts: () => Artifact[];
  /** The folder that holds what is the service's own; on a machine nobody else looks into it. */
  readonly home: string;
  /** Directories that the process writes, empty at every start. */
  readonly scratchDirectories: string[];
  /** Those of them from which the process loads what it has unpacked there, such as native libraries. @default - none */
  readonly executableDirectories?: string[];
  /** Directories that the process writes, and finds again as it left them. */
  readonly stateDirectories: () => string[];
  /** Directories that its applications write, which may be others' too: one that is missing is made, another one is left as it is. @default - none */
  readonly writableDirectories?: string[];
  readonly listeners: () => Listener[];
  readonly memory: () => MemoryNeed;
  /** How many files and sockets the process has open at most. */
  readonly openFiles: () => number;
  /** Names that the network's DNS gives to this service and to others, where the library has a say in it. @default - none */
  readonly sharedNames?: string[];
  readonly readiness: () => Readiness;
  /** How long a start may take before failures count, in seconds. */
  readonly startSeconds: number;
  /** A file that, while it exists, has the process ask its clients to come back on another connection. @default - none */
  readonly leavingFile?: string;
  /** What asks the process to end once its requests are answered. @default - SIGTERM */
  readonly stopSignal?: string;
  /** How long the process may take to stop after that, in seconds. */
  readonly stopSeconds: number;
  /** What SELinux must let the process do where it confines it. @default - it does not */
  readonly selinux?: SelinuxNeeds;
}

/** What is asked of the policy of an operating system for a process that it confines. */
export interface SelinuxNeeds {
  /** What is switched on. */
  readonly booleans: string[];
  /** What the ports are on which it listens. */
  readonly portType: string;
}

/** Refuses what cannot name a container, a unit and a folder. */
export function checkServiceName(name: string, path: string): void {
  checkKnown('an instanceName', name, 'names of folders are computed from it', path);
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name)) return;
  throw new ConfigError({
    code: 'SERVICE_NAME',
    path,
    got: `the name "${name}"`,
    why: 'a container and a folder have this name',
    fix: 'use letters, digits, _, . and -, or pass instanceName',
  });
}
