import { checkNumbers } from '../checks/options/check-numbers';

/** How much of what a container prints is kept. */
export interface DockerLogOptions {
  /** The most of one file, in MB. @default 50 */
  readonly maxSizeMegabytes?: number;
  /** How many files there are at most; the oldest goes first. @default 5 */
  readonly maxFiles?: number;
}

/**
 * Where the logs of containers go: everything that Tomcat and httpd have to say is printed.
 *
 * @see https://docs.docker.com/engine/logging/drivers/json-file/
 */
export class DockerLogs {
  /** Files of the engine, which `docker logs` shows. */
  public static files(options: DockerLogOptions = {}): DockerLogs {
    const { maxSizeMegabytes = 50, maxFiles = 5 } = options;
    checkNumbers('DockerLogs.files()', { maxSizeMegabytes: [maxSizeMegabytes, 1], maxFiles: [maxFiles, 1] });
    return new DockerLogs({ logDriver: 'json-file', logOpts: { 'max-size': `${maxSizeMegabytes}m`, 'max-file': String(maxFiles) } });
  }

  /** Wherever the engine sends the logs of containers that say nothing: files without a limit, unless it is told otherwise. */
  public static ofEngine(): DockerLogs {
    return new DockerLogs({});
  }

  private constructor(/** @internal */ public readonly _config: { logDriver?: string; logOpts?: { [name: string]: string } }) {}
}
