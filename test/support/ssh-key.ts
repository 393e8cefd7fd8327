/** The public key of an administrator of machines that are never made, or only in the lab. */
export const SSH_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHzp68kwZGXcYrWS0wd1qBB1A90ztCORKOfp77LN3/GF admin@example.com';
