import { Container } from '@cdktf/provider-docker/lib/container';
import { IResolveContext, Lazy } from 'cdktf';
import type { DockerHost } from './docker-host';
import { readinessCommand } from '../host/readiness';
import { Service } from '../host/service';
import { literal } from '../text/escape';
import { expressionOf } from '../text/text';

/** The container that runs one service. What depends on the whole program is asked for when the plan is written. */
export class ServiceContainer extends Container {
  public constructor(host: DockerHost, service: Service) {
    const ports = host._publish.map(({ port, hostPort, hostAddress }) => ({ internal: port, external: hostPort, ip: hostAddress ?? '127.0.0.1' }));
    super(host, service.name, {
      name: host._containerName(service),
      hostname: host._containerName(service),
      image: host._hosts._images.image(service.software),
      entrypoint: service.command,
      user: `${service.account.uid}:0`,
      env: Object.entries(service.environment).map(([name, value]) => `${name}=${value}`),
      tmpfs: Object.fromEntries(service.scratchDirectories.map((path) => [path, `uid=${service.account.uid},gid=0,mode=0750`])),
      networksAdvanced: [{
        name: host._hosts.networkName,
        ipv4Address: Lazy.stringValue({ produce: () => host._addressOf(service) }),
      }],
      ports: ports.length > 0 ? ports : undefined,
      restart: 'unless-stopped',
      stopTimeout: service.stopSeconds,
      destroyGraceSeconds: service.stopSeconds,
      wait: true,
      waitTimeout: 300,
      healthcheck: {
        test: Lazy.listValue({ produce: () => ['CMD', ...readinessCommand(service.readiness())] }),
        interval: '3s',
        timeout: '5s',
        retries: 3,
        startPeriod: Lazy.stringValue({ produce: () => `${service.readiness().startSeconds}s` }),
      },
      upload: Lazy.anyValue({ produce: (context) => uploads(host, service, context) }),
    });
    this.addOverride('lifecycle', Lazy.anyValue({ produce: (context) => preconditions(service, context) }));
  }
}

function uploads(host: DockerHost, service: Service, context: IResolveContext): object[] {
  return [
    ...service.files().map(({ path, text, mode }) => ({
      file: path,
      content_base64: text.toBase64((token) => context.resolve(token)),
      permissions: mode,
    })),
    ...service.artifacts().map(({ source, path }) => {
      const asset = host._hosts._images.file(source);
      return { file: path, source: asset.path, source_hash: asset.assetHash, permissions: '0640' };
    }),
  ];
}

/** Rules for values that only Terraform knows: it stops before it changes anything. */
function preconditions(service: Service, context: IResolveContext): object | undefined {
  const rules = new Map<string, object>();
  for (const { reference, constraint } of service.files().flatMap(({ text }) => text.constraints)) {
    const value = expressionOf(context.resolve(reference.token));
    rules.set(`${value} ${constraint.pattern}`, {
      condition: `\${can(regex(${literal(constraint.pattern)}, ${value}))}`,
      error_message: `${service.owner.node.path}: ${reference.label}: ${constraint.message}`,
    });
  }
  return rules.size > 0 ? { precondition: [...rules.values()] } : undefined;
}
