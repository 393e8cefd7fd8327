import {
  Connector, ContextManager, DataSource, Executor, HttpConnectorOptions, JdbcDataSourceOptions, RedisServer, RedisSessions, RedisSessionsProps,
  RedissonJars, SessionStore, TlsCertificate,
} from 'cdktf-tomcat-cluster';
import { expectComplete, expectRange, MOST, OptionRange } from '../support/option-range';
import { Tier } from '../support/program';

jest.mock('../../src/checks/options/check-numbers', () => {
  const { checkNumbers } = jest.requireActual('../../src/checks/options/check-numbers');
  return { checkNumbers: jest.fn(checkNumbers) };
});

const https = (options: HttpConnectorOptions) => Connector.https({ certificate: TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/private/shop.key'), ...options });

function jdbc(options: Partial<JdbcDataSourceOptions>): DataSource {
  const account = { username: 'shop', password: new Tier().secret };
  return DataSource.jdbc('jdbc/shop', { driverClassName: 'org.postgresql.Driver', url: 'jdbc:postgresql://db/shop', ...account, ...options });
}

function redis(props: Partial<RedisSessionsProps>): RedisSessions {
  const { stack, secret } = new Tier();
  return new RedisSessions(stack, 'shop', {
    server: RedisServer.single('redis-01:6379'), jars: RedissonJars.repository('https://maven.example.com/releases'), password: secret, ...props,
  });
}

const RANGES: OptionRange[] = [
  ['connectionTimeoutMillis', 'Connector.ajp()', -1, MOST, (connectionTimeoutMillis) => Connector.ajp({ connectionTimeoutMillis })],
  ...([['HTTP', Connector.http], ['HTTPS', https]] as const).flatMap(([protocol, connector]): OptionRange[] => [
    ['connectionTimeoutMillis', `Connector.${protocol.toLowerCase()}()`, -1, MOST, (connectionTimeoutMillis) => connector({ connectionTimeoutMillis })],
    ['keepAliveTimeoutMillis', `Connector.${protocol.toLowerCase()}()`, -1, MOST, (keepAliveTimeoutMillis) => connector({ keepAliveTimeoutMillis })],
    ['maxKeepAliveRequests', `Connector.${protocol.toLowerCase()}()`, -1, MOST, (maxKeepAliveRequests) => connector({ maxKeepAliveRequests })],
    ['compressionMinSizeBytes', `Connector.${protocol.toLowerCase()}()`, -1, MOST, (compressionMinSizeBytes) => connector({ compressionMinSizeBytes })],
    ['maxHttpHeaderSizeBytes', `Connector.${protocol.toLowerCase()}()`, 1, MOST, (maxHttpHeaderSizeBytes) => connector({ maxHttpHeaderSizeBytes })],
  ]),
  ...([['AJP', Connector.ajp], ['HTTP', Connector.http], ['HTTPS', https]] as const).flatMap(([protocol, connector]): OptionRange[] => [
    ['maxThreads', `the ${protocol} connector`, 1, MOST, (maxThreads) => connector({ maxThreads })],
    ['minSpareThreads', `the ${protocol} connector`, 1, MOST, (minSpareThreads) => connector({ minSpareThreads })],
    ['maxConnections', `the ${protocol} connector`, 1, MOST, (maxConnections) => connector({ maxConnections })],
    ['acceptCount', `the ${protocol} connector`, 0, MOST, (acceptCount) => connector({ acceptCount })],
    ['maxParameterCount', `the ${protocol} connector`, -1, MOST, (maxParameterCount) => connector({ maxParameterCount })],
    ['maxPostSizeBytes', `the ${protocol} connector`, -1, MOST, (maxPostSizeBytes) => connector({ maxPostSizeBytes })],
    ['proxyPort', `the ${protocol} connector`, 0, 65_535, (proxyPort) => connector({ proxyPort })],
    ['redirectPort', `the ${protocol} connector`, 1, 65_535, (redirectPort) => connector({ redirectPort })],
  ]),
  ['maxThreads', 'Executor.platform()', 1, MOST, (maxThreads) => Executor.platform('shared', { maxThreads })],
  ['minSpareThreads', 'Executor.platform()', 0, 20, (minSpareThreads) => Executor.platform('shared', { maxThreads: 20, minSpareThreads })],
  ['maxIdleTimeMillis', 'Executor.platform()', 0, MOST, (maxIdleTimeMillis) => Executor.platform('shared', { maxIdleTimeMillis })],
  ['maxQueueSize', 'Executor.platform()', 1, MOST, (maxQueueSize) => Executor.platform('shared', { maxQueueSize })],
  ['maxTotal', 'DataSource.jdbc()', -1, MOST, (maxTotal) => jdbc({ maxTotal })],
  ['maxIdle', 'DataSource.jdbc()', -1, MOST, (maxIdle) => jdbc({ maxIdle })],
  ['minIdle', 'DataSource.jdbc()', 0, MOST, (minIdle) => jdbc({ minIdle })],
  ['initialSize', 'DataSource.jdbc()', 0, MOST, (initialSize) => jdbc({ initialSize })],
  ['maxWaitMillis', 'DataSource.jdbc()', -1, MOST, (maxWaitMillis) => jdbc({ maxWaitMillis })],
  ['validationQueryTimeoutSeconds', 'DataSource.jdbc()', -1, MOST, (validationQueryTimeoutSeconds) => jdbc({ validationQueryTimeoutSeconds })],
  ['maxConnLifetimeMillis', 'DataSource.jdbc()', -1, MOST, (maxConnLifetimeMillis) => jdbc({ maxConnLifetimeMillis })],
  ['timeBetweenEvictionRunsMillis', 'DataSource.jdbc()', -1, MOST, (timeBetweenEvictionRunsMillis) => jdbc({ timeBetweenEvictionRunsMillis })],
  ['removeAbandonedTimeoutSeconds', 'DataSource.jdbc()', 1, MOST, (removeAbandonedTimeoutSeconds) => jdbc({ removeAbandonedTimeoutSeconds })],
  ['maxIdleBackupSeconds', 'ContextManager.persistent()', -1, MOST, (maxIdleBackupSeconds) => ContextManager.persistent(SessionStore.file(), { maxIdleBackupSeconds })],
  ['minIdleSwapSeconds', 'ContextManager.persistent()', -1, MOST, (minIdleSwapSeconds) => ContextManager.persistent(SessionStore.file(), { minIdleSwapSeconds })],
  ['maxIdleSwapSeconds', 'ContextManager.persistent()', -1, MOST, (maxIdleSwapSeconds) => ContextManager.persistent(SessionStore.file(), { maxIdleSwapSeconds })],
  ['database', 'RedisSessions', 0, MOST, (database) => redis({ database })],
  ['connectTimeoutMillis', 'RedisSessions', 1, MOST, (connectTimeoutMillis) => redis({ connectTimeoutMillis })],
  ['timeoutMillis', 'RedisSessions', 1, MOST, (timeoutMillis) => redis({ timeoutMillis })],
  ['retryAttempts', 'RedisSessions', 0, MOST, (retryAttempts) => redis({ retryAttempts })],
  ['connectionPoolSize', 'RedisSessions', 1, MOST, (connectionPoolSize) => redis({ connectionMinimumIdleSize: 0, connectionPoolSize })],
  ['connectionMinimumIdleSize', 'RedisSessions', 0, 4, (connectionMinimumIdleSize) => redis({ connectionPoolSize: 4, connectionMinimumIdleSize })],
];

test.each(RANGES)('%s of %s beyond what Tomcat takes, from %d to %d, is refused', expectRange);

test('no other number of these is compared', () => expectComplete(RANGES));
