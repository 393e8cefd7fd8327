#!/usr/bin/env bash
# Has the image debian:12-slim in the Docker engine: pulled, or else built from Debian packages.
set -euo pipefail
# shellcheck source=integration/machine/common.sh
. "$(dirname "$0")/common.sh"

image=debian:12-slim
release=bookworm

if docker image inspect "$image" >/dev/null 2>&1; then exit 0; fi
docker info >/dev/null 2>&1 || fail "no Docker engine answers: run integration/machine/docker-engine.sh"

if timeout 120 docker pull --quiet "$image" >/dev/null 2>&1; then
  say "pulled $image"
  exit 0
fi

can_install || fail "cannot pull $image, and only root on Debian can build it: docker load it, or run this as root"
"$machine/apt-packages.sh" debootstrap debian-archive-keyring

# This machine's own Debian sources, security and updates included, and no third party's.
debian_sources() {
  # shellcheck disable=SC2016 # apt-get fills these in
  apt-get indextargets --format 'deb $(REPO_URI) $(CODENAME) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | grep -E " $release(-updates|-security)? " || true
}
sources="$(debian_sources)"
if [ -z "$sources" ]; then
  apt-get -q update >/dev/null || fail "apt-get update failed: mend this machine's apt sources"
  sources="$(debian_sources)"
fi
mirror="$(awk -v release="$release" '$3 == release && $4 == "main" { print $2; exit }' <<<"$sources")"
[ -n "$mirror" ] || fail "cannot pull $image, and this machine has no apt source of Debian $release to build it from: docker load it"

say "building $image from Debian packages (half a minute)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
root="$work/root"
log="$CDKTF_TOMCAT_CACHE/debootstrap.log"
debootstrap --variant=minbase --include=ca-certificates "$release" "$root" "$mirror" </dev/null >"$log" 2>&1 ||
  fail "debootstrap failed: see $log"
echo "$sources" >"$root/etc/apt/sources.list"
# As in the image on Docker Hub: installing a package starts no service.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
tar -C "$root" --exclude='./dev/*' -c . | docker import --change 'CMD ["bash"]' - "$image" >/dev/null
