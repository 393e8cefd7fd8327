import { Token } from 'cdktf';
import { ConfigError } from '../checks/config-error';
import { LIBRARY_DIRECTORIES } from '../host/writable-directory';
import { isBelow } from '../text/path';

/**
 * A directory of a host's containers that outlives them. Their processes must be allowed to write it: Tomcat is the user 10001 of group 0.
 *
 * @see https://docs.docker.com/engine/storage/volumes/
 */
export interface DockerVolume {
  /** Where the containers have it, such as `/srv/uploads`. */
  readonly containerPath: string;
  /** A directory of the machine of the engine, such as a share that is mounted there. @default - the one of `volumeName` */
  readonly hostPath?: string;
  /** A volume of the engine, which makes it where it is missing. @default - the directory of `hostPath` */
  readonly volumeName?: string;
  /** Whether the containers only read it. @default false */
  readonly readOnly?: boolean;
}

const ABSOLUTE = /^(\/(?!\.\.?(\/|$))[\w.,@+-]+)+$/;

/** Refuses volumes that the engine would refuse, and those that would hide the library's files. */
export function checkVolumes(volumes: DockerVolume[], path: string): void {
  volumes.forEach(({ containerPath, hostPath, volumeName }, index) => {
    const refuse = (got: string, why: string, fix: string) => { throw new ConfigError({ code: 'DOCKER_VOLUME', path, got, why, fix }); };
    const volume = `the volume ${JSON.stringify(containerPath)}`;
    if (!ABSOLUTE.test(containerPath)) refuse(volume, 'a container has it at an absolute path', 'write containerPath as in /srv/uploads');
    if (LIBRARY_DIRECTORIES.some((own) => isBelow(containerPath, own) || isBelow(own, containerPath))) {
      refuse(volume, "it would hide the library's own files", 'choose another containerPath, such as /srv/uploads');
    }
    if (volumes.findIndex((other) => other.containerPath === containerPath) < index) refuse(`${volume} twice`, 'a path is one volume', 'leave one of them out');
    if ((hostPath === undefined) === (volumeName === undefined)) {
      refuse(`${volume} with ${hostPath === undefined ? 'neither' : 'both'} hostPath ${hostPath === undefined ? 'nor' : 'and'} volumeName`,
        'its files are either in a directory of the machine or in a volume of the engine', 'pass one of the two');
    }
    if (hostPath !== undefined && !Token.isUnresolved(hostPath) && !ABSOLUTE.test(hostPath)) {
      refuse(`${volume} of the directory ${JSON.stringify(hostPath)}`, 'the engine takes an absolute path', 'write hostPath as in /srv/uploads');
    }
    if (volumeName !== undefined && !Token.isUnresolved(volumeName) && !/^[A-Za-z0-9][A-Za-z0-9_.-]+$/.test(volumeName)) {
      refuse(`${volume} of the name ${JSON.stringify(volumeName)}`, 'the engine takes letters, digits, _, . and - in names of volumes', 'write volumeName as in shop-uploads');
    }
  });
}

/** The volume in which a directory is: the innermost. */
export function volumeOf(volumes: DockerVolume[], directory: string): DockerVolume | undefined {
  return volumes.filter(({ containerPath }) => isBelow(directory, containerPath)).sort((a, b) => b.containerPath.length - a.containerPath.length)[0];
}
