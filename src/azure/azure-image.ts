import { OperatingSystemFamily, OsFamily } from '../host/operating-system';

/** An image of the Azure Marketplace. */
export interface AzureMarketplaceImage {
  /** Such as `Debian`. */
  readonly publisher: string;
  /** Such as `debian-12`. */
  readonly offer: string;
  /** Such as `12-gen2`. */
  readonly sku: string;
  /** Its version, one of those that `az vm image list --all` shows. @default 'latest', as of when a machine is made */
  readonly version?: string;
}

/**
 * What an image of the Marketplace is bought as, be it for nothing. Azure refuses machines of such an image that do not say it.
 *
 * The terms must be accepted once in each subscription: by `az vm image terms accept --publisher … --offer … --plan …`, or by an
 * `azurerm_marketplace_agreement` on which the stack depends.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/linux/cli-ps-findimage
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/marketplace_agreement
 */
export interface AzureImagePlan {
  /** Such as `9-base`; mostly the sku of the image. */
  readonly name: string;
  /** Such as `rockylinux-x86_64`; mostly the offer of the image. */
  readonly product: string;
  /** Such as `resf`. */
  readonly publisher: string;
}

/** The operating system that a virtual machine is made with. It must have cloud-init. */
export class AzureImage {
  /** Debian 12, whose packages hold Tomcat 10.1, httpd and mod_jk. */
  public static debian12(): AzureImage {
    return AzureImage.fromMarketplace({ publisher: 'Debian', offer: 'debian-12', sku: '12-gen2' }, OperatingSystemFamily.DEBIAN);
  }

  /** Ubuntu 24.04, whose packages hold Tomcat 10.1, httpd and mod_jk. */
  public static ubuntu2404(): AzureImage {
    return AzureImage.fromMarketplace({ publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server' }, OperatingSystemFamily.DEBIAN);
  }

  /** Red Hat Enterprise Linux 9: Tomcat comes from Apache's archive; there is no package of mod_jk. */
  public static rhel9(): AzureImage {
    return AzureImage.fromMarketplace({ publisher: 'RedHat', offer: 'RHEL', sku: '9-lvm-gen2' }, OperatingSystemFamily.RHEL);
  }

  /**
   * Any image of the Marketplace. The packages that are installed by default are those of Debian 12, Ubuntu 24.04 and the RHEL 9 family. On
   * others say what they have: `TomcatDistribution.apacheArchive({ javaPackage: 'openjdk-21-jre-headless' })` of a Tomcat,
   * `ApacheDistribution.preinstalled()` of a front end where its packages have other names.
   *
   * @param family What its distribution is a member of.
   * @param plan Where it is bought with one, as Rocky Linux of the publisher `resf` is.
   */
  public static fromMarketplace(image: AzureMarketplaceImage, family: OperatingSystemFamily, plan?: AzureImagePlan): AzureImage {
    return new AzureImage(family, image, undefined, plan);
  }

  /**
   * An image of one's own, or of a gallery.
   *
   * @param id Its resource id.
   * @param family What its distribution is a member of.
   * @param plan That of the image of the Marketplace which it was made from, where that has one.
   */
  public static fromId(id: string, family: OperatingSystemFamily, plan?: AzureImagePlan): AzureImage {
    return new AzureImage(family, undefined, id, plan);
  }

  private constructor(
    /** What its distribution is a member of. */
    public readonly family: OperatingSystemFamily,
    /** @internal */ public readonly _marketplace?: AzureMarketplaceImage,
    /** @internal */ public readonly _id?: string,
    /** @internal */ public readonly _plan?: AzureImagePlan,
  ) {}

  /** @internal */
  public get _osFamily(): OsFamily {
    return this.family;
  }
}
