#!/usr/bin/env bash
# Installs the named Debian packages that are missing: apt-packages.sh PACKAGE...
set -euo pipefail
# shellcheck source=integration/machine/common.sh
. "$(dirname "$0")/common.sh"

missing=()
for package in "$@"; do
  status="$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)"
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

can_install || fail "missing: ${missing[*]}. Run this as root on Debian or Ubuntu, or have them installed: apt-get install ${missing[*]}"

log="$CDKTF_TOMCAT_CACHE/apt.log"
: >"$log"
apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$log" 2>&1
}

say "installing ${missing[*]}"
# A list of packages that is absent or out of date makes the first try fail.
apt install --no-install-recommends "${missing[@]}" ||
  { apt update && apt install --no-install-recommends "${missing[@]}"; } ||
  fail "apt-get could not install ${missing[*]}: see $log"
