import { ConfigError } from '../checks/config-error';
import { OsFamily } from '../host/operating-system';
import { SelinuxNeeds } from '../host/service';
import { Software } from '../host/software';

/** The module of httpd that balances the requests of a front end. */
export type BalancingModule = 'mod_jk' | 'mod_proxy';

/** An httpd as a front end starts it. */
export interface Httpd {
  readonly program: string;
  /** The folder of the modules. */
  readonly modules: string;
  readonly software: Software;
}

interface Places {
  readonly program: string;
  readonly modules: string;
}

/** Where the packages put httpd. */
const PACKAGED: { readonly [family in OsFamily]: Places } = {
  debian: { program: '/usr/sbin/apache2', modules: '/usr/lib/apache2/modules' },
  rhel: { program: '/usr/sbin/httpd', modules: '/usr/lib64/httpd/modules' },
};

const OFFICIAL: Places = { program: '/usr/local/apache2/bin/httpd', modules: '/usr/local/apache2/modules' };

/** Where the httpd of a front end comes from. It must hold the module that balances: for an ApacheJkFrontend that is mod_jk. */
export class ApacheDistribution {
  /**
   * The packages of the operating system: httpd 2.4, and mod_jk for an ApacheJkFrontend. Debian and Ubuntu have both; the
   * RHEL family does not package mod_jk.
   *
   * @param baseImage A Debian or Ubuntu image, for containers. Default: `debian:12-slim`
   */
  public static operatingSystemPackage(baseImage: string = 'debian:12-slim'): ApacheDistribution {
    const builds = (dockerfile: string) => ({ name: dockerfile, build: { dockerfile, arguments: { BASE_IMAGE: baseImage } } });
    return new ApacheDistribution((module, family) => ({
      ...PACKAGED[family],
      software: module === 'mod_jk'
        ? { ...builds('httpd-mod-jk-package'), machine: { packages: { debian: ['apache2-bin', 'apache2-utils', 'libapache2-mod-jk'] } } }
        : { ...builds('httpd-package'), machine: { packages: { debian: ['apache2-bin', 'apache2-utils'], rhel: ['httpd', 'mod_http2', 'mod_md', 'mod_ssl'] } } },
    }));
  }

  /**
   * The official `httpd` image, or one laid out like it; for an ApacheJkFrontend with the operating system's mod_jk added.
   *
   * @param image Such as `httpd:2.4`. Throws HTTPD_RELEASE where its name says a release before 2.4.47, or 2.4.64
   */
  public static officialImage(image: string): ApacheDistribution {
    checkRelease(image);
    const name = 'httpd-official-mod-jk';
    return new ApacheDistribution((module) => ({
      ...OFFICIAL,
      software: module === 'mod_jk' ? { name, build: { dockerfile: name, arguments: { BASE_IMAGE: image } } } : { name: image, image },
    }));
  }

  /**
   * An image that holds httpd and, for an ApacheJkFrontend, mod_jk.
   *
   * @param image The image, used as it is. Throws HTTPD_RELEASE as officialImage() does where it is called `httpd:2.4.46`, with whatever before that.
   * @param httpd The program. Default: `/usr/sbin/apache2`
   * @param modules The folder of httpd's modules. Default: `/usr/lib/apache2/modules`
   */
  public static image(image: string, httpd: string = '/usr/sbin/apache2', modules: string = '/usr/lib/apache2/modules'): ApacheDistribution {
    checkRelease(image);
    return new ApacheDistribution(() => ({ program: httpd, modules, software: { name: image, image } }));
  }

  /**
   * What a virtual machine has already: its image holds httpd and, for an ApacheJkFrontend, mod_jk.
   *
   * @param httpd The program, such as `/usr/sbin/httpd`.
   * @param modules The folder of httpd's modules, such as `/usr/lib64/httpd/modules`.
   */
  public static preinstalled(httpd: string, modules: string): ApacheDistribution {
    const software = { name: `the httpd in ${httpd}`, machine: { packages: { debian: [], rhel: [] } } };
    return new ApacheDistribution(() => ({ program: httpd, modules, software }));
  }

  private constructor(private readonly provides: (module: BalancingModule, family: OsFamily) => Places & { software: Omit<Software, 'instead'> }) {}

  /** @internal The httpd that holds a module. */
  public _httpd(module: BalancingModule, family: OsFamily): Httpd {
    const provided = this.provides(module, family);
    return { ...provided, software: { ...provided.software, instead: instead(module) } };
  }
}

/** The user that httpd's packages make. */
export function httpdAccount(family: OsFamily): { name: string; uid: number } {
  return family === 'debian' ? { name: 'www-data', uid: 33 } : { name: 'apache', uid: 48 };
}

/** It passes requests on, and so must be allowed to connect. */
export const HTTPD_IN_SELINUX: SelinuxNeeds = { booleans: ['httpd_can_network_connect'], portType: 'http_port_t' };

/** Refuses an image called `httpd:X.Y.Z` whose release cannot read what front ends are told, or reads it wrongly. Other names say no release. */
function checkRelease(image: string): void {
  const [, release] = /(?:^|\/)httpd:(\d+\.\d+\.\d+)(?:[-@].*)?$/.exec(image) ?? [];
  if (release === undefined) return;
  const [major, minor, patch] = release.split('.').map(Number);
  const refused = (why: string) => new ConfigError({
    code: 'HTTPD_RELEASE', path: '', got: `the image ${image}`, why, fix: "use a later one, as in 'httpd:2.4'",
  });
  if (major < 2 || (major === 2 && (minor < 4 || (minor === 4 && patch < 47)))) {
    throw refused('front ends need httpd 2.4.47, the first whose ProxyErrorOverride takes statuses: an older one does not start with their files');
  }
  if (release === '2.4.64') {
    throw refused('this release takes every RewriteCond with an expression for true, so that whatever shall be refused sometimes always is');
  }
}

function instead(module: BalancingModule): Software['instead'] {
  const holding = `an image that holds ${module === 'mod_jk' ? 'httpd and mod_jk' : 'httpd'}`;
  return {
    onContainer: 'use ApacheDistribution.image(), or leave distribution out',
    onMachine: `use ApacheDistribution.operatingSystemPackage(), or preinstalled() with ${holding}`,
    onFamily: 'use an ApacheProxyFrontend, put front ends on hosts of their own with an image of Debian, or use ApacheDistribution.preinstalled() with an image that holds mod_jk',
  };
}
