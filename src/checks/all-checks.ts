import { accountIsNotRoot } from './account';
import { ajpHasSecret, secretFitsWorkersProperties, secretsAgree } from './ajp-secret';
import { dispatcherForAsynchronousMessages, mapSendOptionsWork, sendOptionsWork, startOptionsFitMembership } from './channel';
import { Check } from './check';
import { cloudMembersHaveEnvironment, cloudMembersShareAPort } from './cloud-membership';
import { routeBinderWhereRouted, valvesReplicate } from './cluster-valves';
import {
  domainsAgree, encryptionIsAuthenticated, interceptorOrder, interceptorsAreForSessions, interceptorsDiffer, staticMembersAreWatched,
} from './interceptors';
import { executorNamesDiffer, virtualThreadsAreThere } from './executors';
import { packetSizesAgree, sessionCookieIsFound } from './front-end-agrees';
import {
  membersDiffer, multicastAddressIsMulticast, multicastGroupsAreSeparate, multicastStaysInOneSubnet, networkCarriesMulticast, uniqueIdsAreWellFormed,
} from './membership';
import { announcementsMayBeMissed, neighboursHearEachOther } from './multicast';
import { messagesKeepTheirOrder } from './message-order';
import { portsAreFree, publishedPortsLeadSomewhere, receiverRangesAreApart } from './ports';
import { receiverAddressIsAnnounceable, receiverPortIsTheOneThatIsKnown } from './receiver';
import { releaseHasWhatIsUsed, releaseWorksInClusters } from './release';
import { resourceLinksLeadSomewhere } from './resource-links';
import { secretsStayInTheirStack } from './secret-stack';
import { constructsFindNothingWrong } from './self-checking';
import { deltaManagerHasFewMembers, startsOutlastStateTransfers } from './session-manager';
import { shutdownPortIsClosed } from './shutdown-port';
import { managerRolesAreApart, passwordsAreNotGuessed } from './tomcat-users';
import { frontendsHaveRoutes, jvmRoutesAreUsable, workerNamesAreUsable, workersMeetConnectors } from './workers';

/** Every check that looks at more than one construct, in the order of its report. */
export const ALL_CHECKS: Check[] = [
  portsAreFree,
  publishedPortsLeadSomewhere,
  receiverRangesAreApart,
  receiverAddressIsAnnounceable,
  receiverPortIsTheOneThatIsKnown,
  frontendsHaveRoutes,
  workersMeetConnectors,
  multicastAddressIsMulticast,
  multicastGroupsAreSeparate,
  networkCarriesMulticast,
  multicastStaysInOneSubnet,
  announcementsMayBeMissed,
  neighboursHearEachOther,
  cloudMembersHaveEnvironment,
  cloudMembersShareAPort,
  uniqueIdsAreWellFormed,
  membersDiffer,
  startOptionsFitMembership,
  releaseWorksInClusters,
  releaseHasWhatIsUsed,
  sendOptionsWork,
  mapSendOptionsWork,
  dispatcherForAsynchronousMessages,
  interceptorOrder,
  interceptorsDiffer,
  interceptorsAreForSessions,
  staticMembersAreWatched,
  domainsAgree,
  encryptionIsAuthenticated,
  messagesKeepTheirOrder,
  deltaManagerHasFewMembers,
  startsOutlastStateTransfers,
  valvesReplicate,
  routeBinderWhereRouted,
  ajpHasSecret,
  secretsAgree,
  secretsStayInTheirStack,
  secretFitsWorkersProperties,
  jvmRoutesAreUsable,
  workerNamesAreUsable,
  sessionCookieIsFound,
  packetSizesAgree,
  executorNamesDiffer,
  virtualThreadsAreThere,
  resourceLinksLeadSomewhere,
  passwordsAreNotGuessed,
  managerRolesAreApart,
  accountIsNotRoot,
  shutdownPortIsClosed,
  constructsFindNothingWrong,
];
