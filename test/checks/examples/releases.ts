import { Interceptor, Membership, SessionCluster, TomcatDistribution, TomcatInstance, TomcatRelease } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const releases: Concept = {
  title: 'Releases and distributions',
  examples: [
    {
      code: 'RELEASE_BROKEN',
      what: '9.0.109 to 9.0.112, 10.1.45 to 10.1.49, 11.0.11 to 11.0.14 in a cluster',
      fails: ({ stack, host, cluster }) => new TomcatInstance(stack, 'member', {
        host, cluster, release: TomcatRelease.of('10.1.49'),
      }),
      passes: ({ stack, host, cluster }) => new TomcatInstance(stack, 'member', {
        host, cluster, release: TomcatRelease.of('10.1.50'),
      }),
    },
    {
      code: 'RELEASE_LACKS',
      what: "a membership, interceptor or option that a member's release does not have",
      fails: ({ stack, host, secret }) => {
        const interceptors = [Interceptor.messageDispatch(), Interceptor.encrypt(secret, { replayWindowTimeMillis: 60_000 })];
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), interceptors });
        const distribution = TomcatDistribution.image('tomcat:9.0.118');
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, release: TomcatRelease.of('9.0.118'), distribution });
      },
      passes: ({ stack, host, secret }) => {
        const interceptors = [Interceptor.messageDispatch(), Interceptor.encrypt(secret, { replayWindowTimeMillis: 60_000 })];
        const cluster = new SessionCluster(stack, 'site', { membership: Membership.multicast(), interceptors });
        const distribution = TomcatDistribution.image('tomcat:9.0.119');
        new TomcatInstance(stack, 'member', { host, cluster, ajpSecret: secret, release: TomcatRelease.of('9.0.119'), distribution });
      },
    },
    {
      code: 'SOFTWARE_UNAVAILABLE',
      what: 'an image or a local archive for a machine, or a package that its family does not have; what is preinstalled for a container',
      fails: ({ stack, was, secret }) => new TomcatInstance(stack, 'shop', {
        host: was.add('was-01'), ajpSecret: secret, distribution: TomcatDistribution.image('tomcat:10.1'),
      }),
      passes: ({ stack, was, secret }) => new TomcatInstance(stack, 'shop', {
        host: was.add('was-01'), ajpSecret: secret, distribution: TomcatDistribution.apacheArchive(),
      }),
    },
    {
      code: 'RELEASES_MIXED',
      what: 'members of several lines, with messages that some cannot read, or (a warning) of several releases',
      open: /(?<=\d+\.\d+\.)\d+/g,
      fails: ({ stack, hosts, cluster, secret }) => {
        for (const [name, release] of [['was-01', TomcatRelease.V9_0], ['was-02', TomcatRelease.V10_1]] as const) {
          new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret, release });
        }
      },
      passes: ({ stack, hosts, cluster, secret }) => {
        for (const name of ['was-01', 'was-02']) {
          new TomcatInstance(stack, name, { host: hosts.add(name), cluster, ajpSecret: secret, release: TomcatRelease.V10_1 });
        }
      },
    },
    {
      code: 'RELEASE_VULNERABLE',
      what: 'a release with a known vulnerability of what the instance is configured to do',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, release: TomcatRelease.of('10.1.50') }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, release: TomcatRelease.V10_1 }),
    },
    {
      code: 'JAVA_TOO_OLD',
      what: "an older Java than the release's line needs",
      open: /(?<=\d+\.\d+\.)\d+/g,
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, release: TomcatRelease.V11_0, distribution: TomcatDistribution.image('tomcat:11.0-jdk11'),
      }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, release: TomcatRelease.V11_0, distribution: TomcatDistribution.image('tomcat:11.0-jdk17'),
      }),
    },
    {
      code: 'RELEASE_TOO_OLD',
      what: 'a release before the first of its line that is supported',
      open: /(?<=use ).*(?=, the newest)/g,
      fails: () => TomcatRelease.of('9.0.30'),
      passes: () => TomcatRelease.of('9.0.31'),
    },
    {
      code: 'RELEASE_END_OF_LIFE',
      what: 'a release of a line that gets no corrections any more',
      fails: () => TomcatRelease.of('8.5.100'),
      passes: () => TomcatRelease.endOfLife('8.5.100'),
    },
    {
      code: 'RELEASE_UNKNOWN',
      what: 'a release of another line than 8.5, 9.0, 10.1 and 11.0',
      fails: () => TomcatRelease.of('7.0.109'),
      passes: () => TomcatRelease.of('9.0.117'),
    },
    {
      code: 'RELEASE_NOT_PACKAGED',
      what: 'a release that Debian does not package',
      open: /(?<=\d+\.\d+\.)\d+/g,
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, release: TomcatRelease.V11_0, distribution: TomcatDistribution.operatingSystemPackage(),
      }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, release: TomcatRelease.V10_1, distribution: TomcatDistribution.operatingSystemPackage(),
      }),
    },
    {
      code: 'RELEASE_CHECKSUM',
      what: 'a release without a known SHA-512',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, release: TomcatRelease.of('10.1.9999'), distribution: TomcatDistribution.apacheArchive(),
      }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, release: TomcatRelease.of('10.1.59'), distribution: TomcatDistribution.apacheArchive(),
      }),
    },
  ],
};
