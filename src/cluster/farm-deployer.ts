import { checkNumbers } from '../checks/options/check-numbers';
import { checkStateDirectory } from '../host/state-directory';
import { XmlElement } from '../text/xml';

/** What a FarmWarDeployer may say. */
export interface FarmDeployerOptions {
  /**
   * A directory of each member: a WAR that is put there is sent to all members and deployed, and one that is taken away is taken from all.
   *
   * @default - none is watched, and a member takes what others send
   */
  readonly watchDir?: string;
  /** Every how many background rounds, of ten seconds each, the directory is looked at. @default - Tomcat's own, 2 */
  readonly processDeployFrequency?: number;
  /** How long a WAR may be on its way without news before it is given up, in seconds; -1 is for ever. @default - Tomcat's own, 300 */
  readonly maxValidTimeSeconds?: number;
}

export function checkFarmDeployer(options: FarmDeployerOptions): void {
  if (options.watchDir !== undefined) checkStateDirectory('the watchDir of a cluster', options.watchDir);
  checkNumbers('the deployer of a cluster', {
    processDeployFrequency: [options.processDeployFrequency, 1], maxValidTimeSeconds: [options.maxValidTimeSeconds, -1],
  });
}

/**
 * FarmWarDeployer. Its directory is the Host's appBase, as Tomcat asks for.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/cluster-deployer.html
 */
export function farmDeployerElement({ watchDir, processDeployFrequency, maxValidTimeSeconds }: FarmDeployerOptions): XmlElement {
  return {
    name: 'Deployer',
    attributes: {
      className: 'org.apache.catalina.ha.deploy.FarmWarDeployer',
      deployDir: 'webapps',
      tempDir: 'temp',
      watchDir,
      watchEnabled: watchDir !== undefined,
      processDeployFrequency,
      maxValidTime: maxValidTimeSeconds,
    },
  };
}
