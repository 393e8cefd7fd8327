/** The platform's own address in every virtual network: health probes come from it. In the lab, vaults and storage answer at it too. */
export const PLATFORM = '168.63.129.16';
/** The instance metadata service. */
export const METADATA = '169.254.169.254';
/** Stands for a client on the internet. */
export const CLIENT = '198.51.100.10';

export const SPECIAL_ADDRESSES = [PLATFORM, METADATA, CLIENT];
