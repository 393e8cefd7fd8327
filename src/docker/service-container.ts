import { IResolveContext, Token } from 'cdktf';
import { docker } from './docker';
import type { DockerHost } from './docker-host';
import { memoryOf } from '../host/memory';
import { readinessCommand } from '../host/readiness';
import { Service } from '../host/service';
import { environmentOn } from '../host/time-zone';
import { preconditions } from '../terraform/preconditions';
import { resolver } from '../terraform/resolver';
import { whenComplete } from '../terraform/when-complete';

/** Makes the container that runs one service. What depends on the whole program is asked for when the plan is written. */
export function makeContainer(host: DockerHost, service: Service): void {
  const container = new docker.Container(host, service.name, {
    name: host._containerName(service),
    hostname: host._containerName(service),
    image: host._hosts._images.image(service.software),
    entrypoint: service.command,
    user: `${service.account.uid}:0`,
    env: Object.entries(environmentOn(host, service)).map(([name, value]) => `${name}=${value}`),
    tmpfs: Object.fromEntries(service.scratchDirectories.map((path) => [path, memoryDirectory(service, path)])),
    volumes: host._volumes.length > 0 ? host._volumes : undefined,
    networksAdvanced: [{
      name: host._hosts.networkName,
      ipv4Address: Token.asString(whenComplete(() => host._addressOf(service))),
      aliases: service.sharedNames,
    }],
    ports: host._publish.length > 0 ? whenComplete(() => publishedPorts(host, service)) : undefined,
    restart: 'unless-stopped',
    // Nothing that it runs needs more than its own user has: Docker lets any process listen at any port.
    securityOpts: ['no-new-privileges:true'],
    capabilities: { drop: ['ALL'] },
    ...host._hosts._logs._config,
    ...limits(host, service),
    stopSignal: service.stopSignal,
    stopTimeout: service.stopSeconds,
    destroyGraceSeconds: service.stopSeconds,
    wait: true,
    waitTimeout: service.startSeconds + 210,
    healthcheck: {
      test: Token.asList(whenComplete(() => ['CMD', ...readinessCommand(service.readiness())])),
      interval: '3s',
      timeout: '5s',
      retries: 3,
      startPeriod: duration(service.startSeconds),
    },
    upload: whenComplete((context) => uploads(host, service, context)),
  });
  container.addOverride('lifecycle', whenComplete((context) => preconditions([service], context)));
}

/** How a directory in memory is mounted: Docker lets nothing be loaded from one unless it is told to. */
function memoryDirectory({ account, executableDirectories = [] }: Service, path: string): string {
  return `uid=${account.uid},gid=0,mode=0750${executableDirectories.includes(path) ? ',exec' : ''}`;
}

/** A container has its part of what the host says. */
function limits(host: DockerHost, service: Service): { memory?: number; cpus?: string } {
  const { memoryMegabytes, cores } = host._capacity;
  return {
    memory: memoryMegabytes === undefined ? undefined : Token.asNumber(whenComplete(() => memoryOf(host, service))),
    cpus: cores === undefined ? undefined : String(cores),
  };
}

/** The published ports on which the service listens; where two services of a host have one port, the first has it. */
function publishedPorts(host: DockerHost, service: Service): object[] | undefined {
  const ports = host._publish
    .filter(({ port }) => service === host._services
      .find((other) => other.listeners().some((listener) => listener.reachable && listener.port === port)))
    .map(({ port, hostPort, hostAddress }) => ({ internal: port, external: hostPort, ip: hostAddress ?? '127.0.0.1' }));
  return ports.length > 0 ? ports : undefined;
}

/** Seconds as Docker writes them back, so that a second plan sees no change. */
function duration(seconds: number): string {
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

function uploads(host: DockerHost, service: Service, context: IResolveContext): (object | string)[] {
  const files = service.files();
  const artifacts = service.artifacts()
    .flatMap(({ source, path }) => source === undefined ? [] : [{ path, asset: host._hosts._images.file(source) }]);
  // Before it writes, cdktf asks once only to find references to other stacks.
  if (context.preparing) return [...new Set(files.flatMap(({ text }) => text.references.flatMap(({ token }) => token ?? [])))];
  const resolve = resolver(context);
  return [
    ...files.map(({ path, text, mode }) => ({ file: path, content_base64: text.toBase64(resolve), permissions: mode })),
    ...artifacts.map(({ path, asset }) => ({ file: path, source: asset.path, source_hash: asset.assetHash, permissions: '0640' })),
  ];
}
