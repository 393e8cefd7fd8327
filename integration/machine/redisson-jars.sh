#!/usr/bin/env bash
# Fetches the jars of data/redisson-jars.tsv into the cache, with Maven.
set -euo pipefail
# shellcheck source=integration/machine/common.sh
. "$(dirname "$0")/common.sh"

table="$repository/data/redisson-jars.tsv" # group, artifact, version, SHA-512, ...
jars="$CDKTF_TOMCAT_CACHE/redisson"
log="$CDKTF_TOMCAT_CACHE/maven.log"

rows() { tail -n +2 "$table"; }
sums() { rows | awk -F '\t' -v folder="$1" '{ print $4 "  " folder "/" $2 "-" $3 ".jar" }'; }

if sums "$jars" | sha512sum --check --status 2>/dev/null; then exit 0; fi
command -v mvn >/dev/null || fail "mvn is not on PATH to fetch Redisson: install Maven, or put the jars of data/redisson-jars.tsv into $jars"

say "fetching Redisson"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
{
  echo '<project><modelVersion>4.0.0</modelVersion><groupId>jars</groupId><artifactId>jars</artifactId><version>1</version><dependencies>'
  rows | awk -F '\t' '{ print "<dependency><groupId>" $1 "</groupId><artifactId>" $2 "</artifactId><version>" $3 "</version></dependency>" }'
  echo '</dependencies></project>'
} >"$work/pom.xml"
mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DexcludeTransitive=true -DoutputDirectory="$work/jars" </dev/null >"$log" 2>&1 ||
  fail "Maven could not fetch Redisson: see $log, or put the jars of data/redisson-jars.tsv into $jars"
sums "$work/jars" | sha512sum --check --status 2>/dev/null || fail "what Maven fetched has other SHA-512s than data/redisson-jars.tsv: do not use it"
mkdir -p "$jars"
mv "$work"/jars/*.jar "$jars"
