/** What `docker run` needs for a container that boots systemd, and is one machine to it. */
export const SYSTEMD = [
  '--cgroupns', 'host', '--volume', '/sys/fs/cgroup:/sys/fs/cgroup', '--tmpfs', '/run', '--tmpfs', '/run/lock',
  '--cap-add', 'SYS_ADMIN', '--cap-add', 'NET_ADMIN', '--security-opt', 'seccomp=unconfined', '--security-opt', 'apparmor=unconfined',
];
