#!/usr/bin/env bash
# Has a Docker engine answer: the one that is there, or else one installed and started here.
set -euo pipefail
# shellcheck source=integration/machine/common.sh
. "$(dirname "$0")/common.sh"

engine_answers() { timeout 20 docker info >/dev/null 2>&1; }
engine_runs() { grep -qsx dockerd /proc/[0-9]*/comm; }

if engine_answers; then exit 0; fi

[ -z "${DOCKER_HOST:-}" ] || fail "no Docker engine answers at DOCKER_HOST=$DOCKER_HOST: start it, or unset DOCKER_HOST"
can_install || fail "no Docker engine answers to this user: start Docker and join its group, or run this as root on Debian or Ubuntu to have one installed"

command -v dockerd >/dev/null || "$machine/apt-packages.sh" docker.io iptables
command -v docker >/dev/null || "$machine/apt-packages.sh" docker-cli

log="$CDKTF_TOMCAT_CACHE/dockerd.log"
if [ -d /run/systemd/system ]; then
  say "starting the Docker engine with systemd"
  log="journalctl -u docker"
  systemctl start docker || fail "systemd could not start docker: see $log"
elif ! engine_runs; then
  say "starting the Docker engine in the background"
  rm -f /var/run/docker.pid # left by an engine that was killed
  setsid nohup dockerd </dev/null >"$log" 2>&1 &
fi

for ((second = 0; second < 60; second++)); do
  if engine_answers; then exit 0; fi
  [ "$second" -lt 5 ] || engine_runs || break # it gave up
  sleep 1
done
fail "the Docker engine was started and does not answer: see $log"
