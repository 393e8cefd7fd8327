import { OsFamily } from '../host/operating-system';
import { Software } from '../host/software';

const INSTEAD = {
  onContainer: 'use ApacheDistribution.image(), or leave distribution out',
  onMachine: 'use ApacheDistribution.operatingSystemPackage(), or preinstalled() with an image that holds httpd and mod_jk',
  onFamily: 'put front ends on hosts of their own with an image of Debian, or use ApacheDistribution.preinstalled() with an image that holds mod_jk',
};

/** Where the httpd of a front end comes from. It must hold mod_jk. */
export class ApacheDistribution {
  /**
   * The packages of the operating system: httpd 2.4 and mod_jk. Debian and Ubuntu have both; the RHEL family does not
   * package mod_jk.
   *
   * @param baseImage A Debian or Ubuntu image, for containers. Default: `debian:12-slim`
   */
  public static operatingSystemPackage(baseImage: string = 'debian:12-slim'): ApacheDistribution {
    return new ApacheDistribution('/usr/sbin/apache2', '/usr/lib/apache2/modules', {
      name: 'httpd-mod-jk-package',
      build: { dockerfile: 'httpd-mod-jk-package', arguments: { BASE_IMAGE: baseImage } },
      machine: { packages: { debian: ['apache2-bin', 'libapache2-mod-jk'] } },
    });
  }

  /**
   * The official `httpd` image, or one laid out like it, with the operating system's mod_jk added.
   *
   * @param image Such as `httpd:2.4`.
   */
  public static officialImage(image: string): ApacheDistribution {
    return new ApacheDistribution('/usr/local/apache2/bin/httpd', '/usr/local/apache2/modules', {
      name: 'httpd-official-mod-jk',
      build: { dockerfile: 'httpd-official-mod-jk', arguments: { BASE_IMAGE: image } },
    });
  }

  /**
   * An image that holds httpd and mod_jk.
   *
   * @param image The image, used as it is.
   * @param httpd The program. Default: `/usr/sbin/apache2`
   * @param modules The folder of mod_jk.so and httpd's own modules. Default: `/usr/lib/apache2/modules`
   */
  public static image(image: string, httpd: string = '/usr/sbin/apache2', modules: string = '/usr/lib/apache2/modules'): ApacheDistribution {
    return new ApacheDistribution(httpd, modules, { name: image, image });
  }

  /**
   * What a virtual machine has already: its image holds httpd and mod_jk.
   *
   * @param httpd The program, such as `/usr/sbin/httpd`.
   * @param modules The folder of mod_jk.so and httpd's own modules, such as `/usr/lib64/httpd/modules`.
   */
  public static preinstalled(httpd: string, modules: string): ApacheDistribution {
    return new ApacheDistribution(httpd, modules, { name: `the httpd in ${httpd}`, machine: { packages: { debian: [], rhel: [] } } });
  }

  /** @internal */ public readonly _software: Software;

  private constructor(
    /** @internal */ public readonly _httpd: string,
    /** @internal */ public readonly _modules: string,
    software: Omit<Software, 'instead'>,
  ) {
    this._software = { ...software, instead: INSTEAD };
  }
}

/** The user that httpd's packages make. */
export function httpdAccount(family: OsFamily): { name: string; uid: number } {
  return family === 'debian' ? { name: 'www-data', uid: 33 } : { name: 'apache', uid: 48 };
}
