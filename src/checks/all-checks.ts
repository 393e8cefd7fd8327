import { accountIsNotRoot } from './account';
import { ajpHasSecret, secretsAgree, secretsAreTaken } from './ajp-secret';
import { dispatcherForAsynchronousMessages, mapSendOptionsWork, sendOptionsWork, startOptionsFitMembership } from './channel';
import { lastTomcatServesFrontends, memorySuffices } from './capacity';
import { renewedCertificatesArrive } from './certificate-renewal';
import { Check } from './check';
import {
  cloudClustersAreApart, cloudMembersHaveEnvironment, cloudMembersShareAPort, kubernetesIsAskedByWhoCan, membersKnowThemselvesInDns,
} from './cloud-membership';
import { routeBinderWhereRouted, valvesReplicate } from './cluster-valves';
import {
  domainsAgree, encryptionIsAuthenticated, interceptorOrder, interceptorsAreForSessions, interceptorsDiffer, staticMembersAreWatched,
} from './interceptors';
import { crossContextSessionsAreFound } from './cross-context';
import { engineNamesAgree } from './engine-names';
import { executorNamesDiffer, virtualThreadsAreThere } from './executors';
import { externalTomcatsAreAsSaid } from './external-tomcats';
import { headersFitTomcats, packetSizesAgree, sessionCookieIsFound, sessionCookieIsShortEnough } from './front-end-agrees';
import { driversAreThere } from './jdbc-drivers';
import {
  membersDiffer, multicastAddressIsMulticast, multicastGroupsAreSeparate, multicastStaysInOneSubnet, networkCarriesMulticast, uniqueIdsAreWellFormed,
} from './membership';
import { memberOptionsAreOfMembers } from './member-options';
import { membersRunTheSame } from './members-alike';
import { announcementsMayBeMissed, neighboursHearEachOther } from './multicast';
import { messagesKeepTheirOrder, nobodyWaitsInOrder } from './message-order';
import { routesPassMoreThanPages } from './partial-routes';
import { portsAreFree, publishedPortsAreForVisitors, publishedPortsLeadSomewhere, receiverRangesAreApart } from './ports';
import { receiverAddressIsAnnounceable, receiverPortIsTheOneThatIsKnown } from './receiver';
import { redisKeysAreApart } from './redis-keys';
import { redisAsksForAPassword } from './redis-password';
import { redirectsLeadSomewhere } from './redirect-port';
import { clientsAreKnownOverHttp, frontendsAreBelievedOverHttp, nobodyIsBelievedOverAjp } from './remote-ip';
import { requestsAreNotRepeated, requestsTakeNobodyOut, visitorsGoToWhoHasTheirSessions } from './recovery-options';
import { nothingIsTheOnlyOne } from './redundancy';
import { releaseHasItsJava, releaseHasWhatIsUsed, releaseWorksInClusters } from './release';
import { releaseIsNotVulnerable } from './release-vulnerable';
import { membersAreOfOneRelease } from './releases-mixed';
import { membersAreWaitedFor } from './reply-timeout';
import { resourceLinksLeadSomewhere } from './resource-links';
import { secretsStayInTheirStack } from './secret-stack';
import { constructsFindNothingWrong } from './self-checking';
import { servedFoldersAreForVisitors } from './served-folders';
import { sitesKeepTheirCookiesOfDomains } from './session-cookie-domains';
import { sessionCookiesComeBack, sitesKeepTheirSessionCookies } from './session-cookies';
import { browsersTakeSessionCookies } from './session-cookies-taken';
import { deltaManagerHasFewMembers, startsOutlastStateTransfers, statesArriveInTime } from './session-manager';
import { storesHaveTheirDataSource } from './session-store';
import { shutdownPortIsClosed } from './shutdown-port';
import { singleSignOnOutlivesATomcat } from './single-sign-on';
import { singleSignOnsKeepTheirCookies } from './single-sign-on-cookies';
import { acmeAsksTheRightFrontend, openPortsForTlsAreUsed, tlsPortsAreOpen } from './tls-ports';
import { managerRolesAreApart, managersHaveUsers, passwordsAreNotGuessed } from './tomcat-users';
import { contextsOfWarsAreSaid, librariesAreDistributable, warsAreForTheirTomcat } from './wars';
import { frontendsHaveRoutes, jvmRoutesAreUsable, workerNamesAreUsable, workersMeetConnectors } from './workers';

/** Every check that looks at more than one construct, in the order of its report. */
export const ALL_CHECKS: Check[] = [
  portsAreFree,
  publishedPortsLeadSomewhere,
  publishedPortsAreForVisitors,
  receiverRangesAreApart,
  receiverAddressIsAnnounceable,
  receiverPortIsTheOneThatIsKnown,
  frontendsHaveRoutes,
  workersMeetConnectors,
  externalTomcatsAreAsSaid,
  multicastAddressIsMulticast,
  multicastGroupsAreSeparate,
  networkCarriesMulticast,
  multicastStaysInOneSubnet,
  announcementsMayBeMissed,
  neighboursHearEachOther,
  cloudMembersHaveEnvironment,
  kubernetesIsAskedByWhoCan,
  cloudMembersShareAPort,
  cloudClustersAreApart,
  membersKnowThemselvesInDns,
  uniqueIdsAreWellFormed,
  membersDiffer,
  membersRunTheSame,
  engineNamesAgree,
  startOptionsFitMembership,
  releaseWorksInClusters,
  releaseHasWhatIsUsed,
  releaseHasItsJava,
  warsAreForTheirTomcat,
  contextsOfWarsAreSaid,
  releaseIsNotVulnerable,
  membersAreOfOneRelease,
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
  nobodyWaitsInOrder,
  deltaManagerHasFewMembers,
  startsOutlastStateTransfers,
  statesArriveInTime,
  valvesReplicate,
  routeBinderWhereRouted,
  singleSignOnOutlivesATomcat,
  crossContextSessionsAreFound,
  librariesAreDistributable,
  ajpHasSecret,
  secretsAgree,
  secretsStayInTheirStack,
  secretsAreTaken,
  jvmRoutesAreUsable,
  workerNamesAreUsable,
  memberOptionsAreOfMembers,
  clientsAreKnownOverHttp,
  frontendsAreBelievedOverHttp,
  nobodyIsBelievedOverAjp,
  requestsAreNotRepeated,
  visitorsGoToWhoHasTheirSessions,
  requestsTakeNobodyOut,
  membersAreWaitedFor,
  sessionCookieIsFound,
  sessionCookieIsShortEnough,
  sitesKeepTheirSessionCookies,
  sitesKeepTheirCookiesOfDomains,
  singleSignOnsKeepTheirCookies,
  sessionCookiesComeBack,
  browsersTakeSessionCookies,
  packetSizesAgree,
  headersFitTomcats,
  routesPassMoreThanPages,
  servedFoldersAreForVisitors,
  redirectsLeadSomewhere,
  tlsPortsAreOpen,
  openPortsForTlsAreUsed,
  acmeAsksTheRightFrontend,
  renewedCertificatesArrive,
  lastTomcatServesFrontends,
  nothingIsTheOnlyOne,
  memorySuffices,
  executorNamesDiffer,
  virtualThreadsAreThere,
  resourceLinksLeadSomewhere,
  driversAreThere,
  storesHaveTheirDataSource,
  redisAsksForAPassword,
  redisKeysAreApart,
  passwordsAreNotGuessed,
  managersHaveUsers,
  managerRolesAreApart,
  accountIsNotRoot,
  shutdownPortIsClosed,
  constructsFindNothingWrong,
];
