#!/usr/bin/env bash
# Has node_modules as package-lock.json says.
set -euo pipefail
# shellcheck source=integration/machine/common.sh
. "$(dirname "$0")/common.sh"

cd "$repository"
installed=node_modules/.installed-package-lock.json # a copy of the lock file of the last npm ci
if cmp -s package-lock.json "$installed"; then exit 0; fi

command -v npm >/dev/null || fail "npm is not on PATH: install Node.js 20 or 22"
say "installing the Node packages of package-lock.json"
log="$CDKTF_TOMCAT_CACHE/npm.log"
npm ci --no-audit --no-fund </dev/null >"$log" 2>&1 || fail "npm ci failed: see $log"
cp package-lock.json "$installed"
