#!/usr/bin/env bash
# Has Terraform or OpenTofu, and the named plugins: from the public registry, or else built from Go modules.
#   terraform.sh [docker] [azurerm]          without arguments: docker
set -euo pipefail
# shellcheck source=integration/machine/common.sh
. "$(dirname "$0")/common.sh"

# Of each plugin: its provider, the versions that the bindings accept, the version that integration/plugins pins, and what a build takes.
declare -A provider=([docker]=kreuzwerker/docker [azurerm]=hashicorp/azurerm)
declare -A accepted=([docker]='>= 3.6.2, < 5.0.0' [azurerm]='>= 4.55.0, < 6.0.0')
declare -A pinned=([docker]=4.5.0 [azurerm]=5.2.0)
declare -A needs=([docker]='Go 1.25.8 or later' [azurerm]='Go 1.26.6 or later')
declare -A takes=([docker]='three minutes' [azurerm]='ten minutes and 6 GiB of Go build cache, once')

terraform="${TERRAFORM_BINARY_NAME:-}"
[ -n "$terraform" ] || fail "neither terraform nor tofu is on PATH: install Terraform or OpenTofu"
command -v "$terraform" >/dev/null || fail "TERRAFORM_BINARY_NAME is $terraform, which is not on PATH: install it, or unset the variable"

mirror="$CDKTF_TOMCAT_CACHE/plugins"
config="$CDKTF_TOMCAT_CACHE/terraform.rc"

registry_answers() {
  local name="$1" probe="$CDKTF_TOMCAT_CACHE/registry-probe/$1"
  [ -e "$probe/.terraform.lock.hcl" ] && return # it did before
  mkdir -p "$probe"
  cat >"$probe/main.tf" <<END
terraform {
  required_providers {
    $name = {
      source  = "${provider[$name]}"
      version = "${accepted[$name]}"
    }
  }
}
END
  timeout 120 "$terraform" -chdir="$probe" init -input=false </dev/null >/dev/null 2>&1
}

# A copy of the go.mod and go.sum of the plugin in the mirror.
built_from() { echo "$mirror/$1.built-from"; }

is_built() { cat "$repository/integration/plugins/$1"/go.{mod,sum} | cmp -s - "$(built_from "$1")"; }

build() {
  local name="$1" module="$repository/integration/plugins/$1" log="$CDKTF_TOMCAT_CACHE/plugin-$1.log"
  command -v go >/dev/null || fail "the Terraform registry does not answer for ${provider[$name]}, and go is not on PATH to build it: install ${needs[$name]}"
  say "building the Terraform plugin ${provider[$name]} from Go modules (${takes[$name]})"

  local package platform file
  package="$(awk '$1 == "tool" { print $2 }' "$module/go.mod")"
  platform="$(go env GOOS)_$(go env GOARCH)"
  file="terraform-provider-${name}_v${pinned[$name]}"
  mkdir -p "$mirror"
  (cd "$module" && CGO_ENABLED=0 go build -mod=readonly -trimpath -ldflags '-s -w' -o "$mirror/$file" "$package") </dev/null >"$log" 2>&1 ||
    fail "go could not build ${provider[$name]} (it needs ${needs[$name]} and a Go module proxy): see $log"

  # OpenTofu looks a provider up under its own registry's name.
  local registry place
  for registry in registry.terraform.io registry.opentofu.org; do
    place="$mirror/$registry/${provider[$name]}/${pinned[$name]}/$platform"
    mkdir -p "$place"
    ln -f "$mirror/$file" "$place/$file"
  done
  rm "$mirror/$file"
  cat "$module"/go.{mod,sum} >"$(built_from "$name")"
}

all_from_registry() {
  local name
  for name in "$@"; do registry_answers "$name" || return 1; done
}

[ $# -gt 0 ] || set -- docker
for name in "$@"; do
  [ -n "${provider[$name]:-}" ] || fail "no plugin is called $name: choose from ${!provider[*]}"
done

# Once a plugin comes from the mirror all do: the two sources are not mixed.
if [ ! -e "$config" ] && all_from_registry "$@"; then exit 0; fi

for name in "$@"; do
  is_built "$name" || build "$name"
done

[ -e "$config" ] || cat >"$config" <<EOF
provider_installation {
  filesystem_mirror {
    path = "$mirror"
  }
}
EOF
