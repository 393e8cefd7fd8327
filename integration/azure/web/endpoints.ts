import { Answer, Call } from './server';

export const SUBSCRIPTION = '00000000-0000-4000-8000-000000000001';
export const TENANT = '00000000-0000-4000-8000-000000000002';
export const CLIENT = '00000000-0000-4000-8000-000000000003';
const DEPLOYER = '00000000-0000-4000-8000-000000000004';

/** What Azure tells a client before it is asked for resources: where its services are, and who the client is. */
export function endpoints(call: Call, origin: string): Answer | undefined {
  const { method, path } = call;
  if (path === '/metadata/endpoints') return { status: 200, body: metadata(origin) };
  if (method === 'POST' && path.toLowerCase().includes('/oauth2/')) return { status: 200, body: login(origin) };
  return undefined;
}

function metadata(origin: string): object {
  return {
    name: 'AzureCloud',
    portal: `${origin}/`,
    authentication: { loginEndpoint: `${origin}/`, audiences: [`${origin}/`], tenant: 'common', identityProvider: 'AAD' },
    graph: `${origin}/`,
    graphAudience: `${origin}/`,
    microsoftGraphResourceId: `${origin}/`,
    resourceManager: `${origin}/`,
    batch: `${origin}/`,
    gallery: `${origin}/`,
    media: `${origin}/`,
    sqlManagement: `${origin}/`,
    activeDirectoryDataLake: `${origin}/`,
    attestationResourceId: `${origin}/`,
    synapseAnalyticsResourceId: `${origin}/`,
    logAnalyticsResourceId: `${origin}/`,
    ossrDbmsResourceId: `${origin}/`,
    appInsightsResourceId: `${origin}/`,
    appInsightsTelemetryChannelResourceId: `${origin}/`,
    vmImageAliasDoc: `${origin}/`,
    suffixes: {
      acrLoginServer: 'azurecr.io',
      attestationEndpoint: 'attest.azure.net',
      azureDataLakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
      azureDataLakeStoreFileSystem: 'azuredatalakestore.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
      keyVaultDns: 'vault.azure.net',
      mariadbServerEndpoint: 'mariadb.database.azure.com',
      mhsmDns: 'managedhsm.azure.net',
      mysqlServerEndpoint: 'mysql.database.azure.com',
      postgresqlServerEndpoint: 'postgres.database.azure.com',
      sqlServerHostname: 'database.windows.net',
      storage: 'core.windows.net',
      storageSyncEndpointSuffix: 'afs.azure.net',
      synapseAnalytics: 'dev.azuresynapse.net',
    },
  };
}

function login(origin: string): object {
  const expires = Math.floor(Date.now() / 1000) + 3600;
  const claims = { aud: `${origin}/`, iss: `${origin}/`, oid: DEPLOYER, sub: DEPLOYER, tid: TENANT, appid: CLIENT, exp: expires };
  return { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: jwt(claims) };
}

/** The shape of a token. The lab does not check signatures of tokens: it knows those that it gave. */
export function jwt(claims: object, signature = 'lab'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ typ: 'JWT', alg: 'RS256' }), part(claims), Buffer.from(signature).toString('base64url')].join('.');
}
