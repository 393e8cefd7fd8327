import { createHash } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { ConfigError } from '../checks/config-error';
import { checkKnown, TOLD_TO_MACHINES } from '../checks/options/check-known';
import { Artifact } from '../host/artifact';
import type { TomcatRelease } from '../release/release';

/** Where the jars of Redisson come from, with which a Tomcat speaks to Redis: those of `data/redisson-jars.tsv`, by their checksums. */
export class RedissonJars {
  /**
   * A folder of the machine that synthesizes that holds them, as Maven fetches them. For containers.
   *
   * @param path A relative path starts at the folder of cdktf.json.
   */
  public static folder(path: string): RedissonJars {
    return new RedissonJars((jar, target) => ({
      path: target,
      source: checkedFile(path, jar),
      name: `RedissonJars.folder('${path}')`,
      instead: 'put the jars into a repository and use RedissonJars.repository(url)',
    }));
  }

  /**
   * A repository in Maven's layout, from which each machine fetches them. For virtual machines.
   *
   * @param url Begins with https, such as `https://maven.example.com/releases`.
   */
  public static repository(url: string): RedissonJars {
    checkKnown('an address of a repository', url, TOLD_TO_MACHINES);
    if (!/^https:\/\/[\w.-]+(:\d+)?(\/[\w.~-]+)*$/.test(url)) {
      throw new ConfigError({
        code: 'JAR_REPOSITORY',
        path: '',
        got: `the repository ${url}`,
        why: 'jars are fetched over https only, and their paths are put behind the address',
        fix: 'use an address without a slash at the end, such as https://maven.example.com/releases',
      });
    }
    return new RedissonJars(({ group, artifact, version, sha256 }, target) => ({
      path: target,
      download: { url: `${url}/${group.replace(/\./g, '/')}/${artifact}/${version}/${artifact}-${version}.jar`, sha256, withIdentity: false },
      name: `RedissonJars.repository('${url}')`,
      instead: "fetch the jars before, and use RedissonJars.folder('lib')",
    }));
  }

  private constructor(private readonly artifact: (jar: Jar, target: string) => Artifact) {}

  /** @internal The jars for a release, in Tomcat's folder for them. */
  public _artifacts(release: TomcatRelease, catalinaBase: string): Artifact[] {
    return table().filter(({ lines }) => lines.includes('all') || lines.includes(release.line))
      .map((jar) => this.artifact(jar, `${catalinaBase}/lib/${jar.artifact}-${jar.version}.jar`));
  }
}

interface Jar {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly sha512: string;
  readonly sha256: string;
  /** The lines of Tomcat that it is for. */
  readonly lines: string[];
}

let known: Jar[] | undefined;

/** Read when it is first asked for. */
function table(): Jar[] {
  known ??= readFileSync(join(__dirname, '../../data/redisson-jars.tsv'), 'utf8').trimEnd().split('\n').slice(1)
    .map((line) => line.split('\t'))
    .map(([group, artifact, version, sha512, sha256, lines]) => ({ group, artifact, version, sha512, sha256, lines: lines.split(' ') }));
  return known;
}

/** Files that had the right checksum: they are the same for every Tomcat. */
const right = new Set<string>();

function checkedFile(folder: string, { group, artifact, version, sha512 }: Jar): string {
  const file = join(folder, `${artifact}-${version}.jar`);
  if (right.has(file)) return file;
  const there = existsSync(file);
  if (!there || createHash('sha512').update(readFileSync(file)).digest('hex') !== sha512) {
    throw new ConfigError({
      code: 'REDISSON_JAR',
      path: '',
      got: there ? `another ${artifact}-${version}.jar in ${folder}` : `no ${artifact}-${version}.jar in ${folder}`,
      why: there ? 'its SHA-512 is not that of data/redisson-jars.tsv' : 'Tomcat speaks to Redis with the jars of data/redisson-jars.tsv',
      fix: `fetch it with mvn dependency:copy -Dartifact=${group}:${artifact}:${version}:jar -DoutputDirectory=${folder}`,
    });
  }
  right.add(file);
  return file;
}
