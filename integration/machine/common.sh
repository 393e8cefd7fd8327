# shellcheck shell=bash
# To be sourced by the scripts here: where things are, and how to speak.

PATH="$PATH:/usr/sbin:/sbin" # where root's programs are, dockerd and debootstrap among them

machine="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck disable=SC2034 # read by the scripts that source this file
repository="$(cd "$machine/../.." && pwd)"

# shellcheck source=integration/machine/environment.sh
. "$machine/environment.sh"

say() { echo "machine: $*"; }

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# Can packages be installed here: root, on Debian or a distribution made from it?
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

mkdir -p "$CDKTF_TOMCAT_CACHE" 2>/dev/null || fail "cannot make $CDKTF_TOMCAT_CACHE: set CDKTF_TOMCAT_CACHE to a directory of yours"
