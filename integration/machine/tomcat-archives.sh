#!/usr/bin/env bash
# Fetches Tomcat releases into the cache, with Maven: tomcat-archives.sh VERSION...
set -euo pipefail
# shellcheck source=integration/machine/common.sh
. "$(dirname "$0")/common.sh"

releases="$repository/data/tomcat-releases.tsv" # version, SHA-512, ...
archives="$CDKTF_TOMCAT_CACHE/tomcat"
log="$CDKTF_TOMCAT_CACHE/maven.log"
mkdir -p "$archives"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

for version in "$@"; do
  archive="$archives/apache-tomcat-$version.tar.gz"
  [ ! -e "$archive" ] || continue

  sha512="$(awk -F '\t' -v version="$version" '$1 == version { print $2 }' "$releases")"
  [ -n "$sha512" ] || fail "Tomcat $version is not listed in data/tomcat-releases.tsv: choose a listed version"
  command -v mvn >/dev/null || fail "mvn is not on PATH to fetch Tomcat $version: install Maven, or put the archive at $archive"

  say "fetching Tomcat $version"
  mvn -q -B dependency:copy -Dartifact="org.apache.tomcat:tomcat:$version:tar.gz" -DoutputDirectory="$work" </dev/null >"$log" 2>&1 ||
    fail "Maven could not fetch Tomcat $version: see $log, or put the archive at $archive"
  fetched="$work/tomcat-$version.tar.gz"
  sha512sum --check --status <<<"$sha512  $fetched" 2>/dev/null || fail "what Maven fetched as Tomcat $version has another SHA-512 than data/tomcat-releases.tsv: do not use it"
  mv "$fetched" "$archive"
done
