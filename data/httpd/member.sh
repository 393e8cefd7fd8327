# Takes a Tomcat out of the balancers of this front end, and back, without a restart of httpd. It talks to the httpd of this host alone.
#
#   bash member list                    every Tomcat: its name, what requests it gets, and how many it works at
#   bash member disable NAME            no new session begins there
#   bash member stop NAME               no request goes there; its sessions go on elsewhere
#   bash member wait NAME [SECONDS]     until it works at no request, 90 seconds at most
#   bash member activate NAME           it gets what the others get
#   bash member watch                   what mod_jk has taken out gets requests again once it answers; httpd runs this by itself
set -euo pipefail

MECHANISM=@MECHANISM@
PORT=@PORT@
BALANCERS='@BALANCERS@'
RECOVER_SECONDS=@RECOVER_SECONDS@
PING_SECONDS=@PING_SECONDS@

fail() {
  echo "member: $*" >&2
  exit 1
}

# What it says that it is: httpd does not log the watch.
AS=yes

# The answer to a GET, or to a POST of a form, without its headers. It asks by a name that no virtual host can have.
ask() {
  local path=$1 form=${2:-} status line
  exec 3<>"/dev/tcp/127.0.0.1/$PORT" || fail "httpd does not answer on port $PORT"
  printf '%s %s HTTP/1.0\r\nHost: @HOST@\r\nReferer: http://@HOST@@MEMBERS_PATH@\r\n@MEMBER_HEADER@: %s\r\n' "$([ -z "$form" ] && echo GET || echo POST)" "$path" "$AS" >&3
  printf 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %s\r\n\r\n%s' "${#form}" "$form" >&3
  IFS= read -r status <&3
  while IFS= read -r line <&3 && [ "$line" != $'\r' ]; do :; done
  cat <&3
  exec 3>&-
  case $status in *' 200 '*) ;; *) fail "httpd answered ${status%$'\r'}" ;; esac
}

# A line for each member of each balancer: its name, its activation, the requests that it works at, and how httpd is told to change it.
mod_jk_members() {
  local balancer answer key value name activation
  for balancer in $BALANCERS; do
    answer=$(ask "@MEMBERS_PATH@?cmd=show&mime=prop&w=$balancer")
    activation=
    while IFS='=' read -r key value; do
      case $key:${value%$'\r'} in
        worker.*.activation:ACT) activation=active ;;
        worker.*.activation:DIS) activation=disabled ;;
        worker.*.activation:STP) activation=stopped ;;
        worker.*.busy:*)
          [ -n "$activation" ] || continue # that of the balancer itself
          name=${key#worker.}
          name=${name%.busy}
          echo "$name $activation ${value%$'\r'} @MEMBERS_PATH@?cmd=update&from=list&w=$balancer&sw=$name"
          activation=
          ;;
      esac
    done <<<"$answer"
  done
}

mod_proxy_members() {
  local cell='<td>[^<]*<\/td>'
  ask @MEMBERS_PATH@ | sed -n "s/.*href=\"\([^\"]*[?&;]b=[^\"]*w=[^\"]*\)\">[^<]*<\/a><\/td><td>\([^<]*\)<\/td>$cell$cell$cell<td>\([^<]*\)<\/td>$cell<td>\([^<]*\)<\/td>.*/\2|\3|\4|\1/p" \
    | sed 's/&amp;/\&/g' | grep -v '[?&]b=@HEALTH_BALANCER@&' | while IFS='|' read -r name status busy change; do
      case " $status " in *' Dis '*) activation=stopped ;; *' Drn '*) activation=disabled ;; *) activation=active ;; esac
      echo "$name $activation $busy $change"
    done
}

mod_jk_change() {
  case $2 in active) ask "$1&vwa=0" ;; disabled) ask "$1&vwa=1" ;; stopped) ask "$1&vwa=2" ;; esac
}

mod_proxy_change() {
  local path=${1%%\?*} form=${1#*\?}
  case $2 in
    active) ask "$path" "$form&w_status_N=0&w_status_D=0" ;;
    disabled) ask "$path" "$form&w_status_N=1&w_status_D=0" ;;
    stopped) ask "$path" "$form&w_status_N=0&w_status_D=1" ;;
  esac
}

rows_of() {
  members | grep "^$1 " || fail "no member is called $1: see member list"
}

members() { "${MECHANISM}_members"; }

# A line for each Tomcat, which may be a member of several balancers.
list() {
  local name activation busy names=()
  local -A activations=() requests=()
  while read -r name activation busy _; do
    [ -n "${activations[$name]:-}" ] || names+=("$name")
    case /${activations[$name]:-}/ in */$activation/*) ;; *) activations[$name]=${activations[$name]:+${activations[$name]}/}$activation ;; esac
    requests[$name]=$((${requests[$name]:-0} + busy))
  done < <(members)
  for name in "${names[@]}"; do echo "$name ${activations[$name]} ${requests[$name]}"; done
}

activation() {
  local name=$1 to=$2 row rows
  rows=$(rows_of "$name")
  while read -r _ _ _ change; do
    "${MECHANISM}_change" "$change" "$to" >/dev/null
  done <<<"$rows"
  rows=$(rows_of "$name")
  while read -r _ row _; do
    [ "$row" = "$to" ] || fail "$name is $row, not $to"
  done <<<"$rows"
  echo "$name is $to"
}

# Whether httpd may be at a request, whatever it counts: with an APR before 1.7.4, such as that of Debian 12, mod_proxy loses count, and a number
# that is too high stays. A Tomcat closes its idle connections after its keepAliveTimeout, so that one which is open then has a request.
mod_jk_works() { :; }

mod_proxy_works() {
  local rows=$1 change worker host port addresses address
  while read -r _ _ _ change; do
    worker=${change#*[?&]w=} worker=${worker%%&*}
    case $worker in ajp://*) port=8009 ;; *) port=80 ;; esac # which httpd leaves out of its name
    IFS=: read -r host port <<<"${worker##*[/@]}:$port"
    port=$(printf %04X "${port%%:*}")
    addresses=$(getent ahostsv4 "$host") || return 0 # who knows
    while read -r address _; do
      address=$(printf %02X $(tr . '\n' <<<"$address" | tac))
      ! grep -q " $address:$port 0[12] " /proc/net/tcp || return 0 # established, or being so
    done <<<"$addresses"
  done <<<"$rows"
  return 1
}

await() {
  local name=$1 seconds=$2 rows busy
  for ((; ; seconds--)); do
    rows=$(rows_of "$name")
    busy=$(while read -r _ _ each _; do echo "$each"; done <<<"$rows" | paste -sd+)
    busy=$((busy))
    [ "$busy" -gt 0 ] && "${MECHANISM}_works" "$rows" || break
    [ "$seconds" -gt 0 ] || fail "$name still works at $busy requests"
    sleep 1
  done
  echo "$name works at no request"
}

# A line for each member of each balancer that mod_jk took out long enough ago: where it listens, and how mod_jk is told to try it with a request.
mod_jk_gone() {
  local answer key value balancer='' good=0 address='' state='' recover_time=0
  answer=$(ask "@MEMBERS_PATH@?cmd=list&mime=prop")
  while IFS='=' read -r key value; do
    value=${value%$'\r'}
    case $key in
      worker.list) balancer=$value ;;
      worker.*.recover_time) recover_time=$value ;;
      worker.*.good) good=$value ;; # the members that may get any request
      worker.*.address) address=$value ;; # which mod_jk asks, whatever a name leads to by now
      worker.*.state) state=$value ;;
      worker.*.time_to_recover_min)
        # The only one that is left is asked by mod_jk in any case; while one visitor tried it, others would be refused.
        [ "$state" = ERR ] && [ "$good" -gt 0 ] && [ $((recover_time - value)) -ge "$RECOVER_SECONDS" ] || continue
        key=${key#worker.}
        echo "${address/:/ } @MEMBERS_PATH@?cmd=recover&mime=prop&w=$balancer&sw=${key%.time_to_recover_min}"
        ;;
    esac
  done <<<"$answer"
}

# Whether a Tomcat answers a ping (CPING). One that hangs lets itself be connected to, and says nothing.
answers() {
  timeout "$PING_SECONDS" bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "\x12\x34\x00\x01\x0a" >&3 && head -c 5 <&3 | od -An -tx1' "$@" 2>/dev/null | grep -q '41 42 00 01 09'
}

# mod_jk itself would try what it took out with the request of a visitor, who would wait for what is still gone.
watch() {
  local host port change
  local -A trials=()
  AS=watch
  while :; do
    read -r -t 1 || [ $? -gt 128 ] || exit 0 # httpd has ended
    while read -r host port change; do
      kill -0 "${trials[$change]:-none}" 2>/dev/null && continue # one that hangs holds up no other
      { ! answers "$host" "$port" || ask "$change" >/dev/null; } &
      trials[$change]=$!
    done < <("${MECHANISM}_gone" 2>/dev/null)
  done
}

case "${1:-} ${2:+name}" in
  'watch ') watch ;;
  'list ') list ;;
  'activate name') activation "$2" active ;;
  'disable name') activation "$2" disabled ;;
  'stop name') activation "$2" stopped ;;
  'wait name') await "$2" "${3:-90}" ;;
  *) fail "use list, or disable, stop, wait or activate with the name of a Tomcat" ;;
esac
