import { accountIsNotRoot } from './account';
import { ajpHasSecret, secretFitsWorkersProperties, secretsAgree } from './ajp-secret';
import { dispatcherForAsynchronousMessages, interceptorOrder, sendOptionsWork, startOptionsFitMembership } from './channel';
import { Check } from './check';
import {
  membersDiffer, multicastAddressIsMulticast, multicastGroupsAreSeparate, multicastStaysInOneSubnet, networkCarriesMulticast, uniqueIdsAreWellFormed,
} from './membership';
import { portsAreFree, publishedPortsLeadSomewhere, receiverRangesAreApart } from './ports';
import { receiverAddressIsAnnounceable } from './receiver';
import { releaseWorksInClusters } from './release';
import { secretsStayInTheirStack } from './secret-stack';
import { constructsFindNothingWrong } from './self-checking';
import { shutdownPortIsClosed } from './shutdown-port';
import { frontendsHaveRoutes, jvmRoutesAreUsable, workerNamesAreUsable, workersMeetConnectors } from './workers';

/** Every check that looks at more than one construct, in the order of its report. */
export const ALL_CHECKS: Check[] = [
  portsAreFree,
  publishedPortsLeadSomewhere,
  receiverRangesAreApart,
  receiverAddressIsAnnounceable,
  frontendsHaveRoutes,
  workersMeetConnectors,
  multicastAddressIsMulticast,
  multicastGroupsAreSeparate,
  networkCarriesMulticast,
  multicastStaysInOneSubnet,
  uniqueIdsAreWellFormed,
  membersDiffer,
  startOptionsFitMembership,
  releaseWorksInClusters,
  sendOptionsWork,
  dispatcherForAsynchronousMessages,
  interceptorOrder,
  ajpHasSecret,
  secretsAgree,
  secretsStayInTheirStack,
  secretFitsWorkersProperties,
  jvmRoutesAreUsable,
  workerNamesAreUsable,
  accountIsNotRoot,
  shutdownPortIsClosed,
  constructsFindNothingWrong,
];
