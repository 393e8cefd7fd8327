#!/usr/bin/env bash
# Has Terraform or OpenTofu, and its plugin for Docker: from the public registry, or else built from Go modules.
set -euo pipefail
# shellcheck source=integration/machine/common.sh
. "$(dirname "$0")/common.sh"

provider=kreuzwerker/docker
version=4.5.0
package=github.com/terraform-providers/terraform-provider-docker

terraform="${TERRAFORM_BINARY_NAME:-}"
[ -n "$terraform" ] || fail "neither terraform nor tofu is on PATH: install Terraform or OpenTofu"
command -v "$terraform" >/dev/null || fail "TERRAFORM_BINARY_NAME is $terraform, which is not on PATH: install it, or unset the variable"

module="$repository/integration/plugins/docker"
mirror="$CDKTF_TOMCAT_CACHE/plugins"
config="$CDKTF_TOMCAT_CACHE/terraform.rc"
built_from="$mirror/docker.built-from" # a copy of the go.mod and go.sum of the plugin in the mirror
probe="$CDKTF_TOMCAT_CACHE/registry-probe"

if [ -e "$config" ] && cat "$module"/go.{mod,sum} | cmp -s - "$built_from"; then exit 0; fi

registry_answers() {
  [ -e "$probe/.terraform.lock.hcl" ] && return # it did before
  mkdir -p "$probe"
  cat >"$probe/main.tf" <<EOF
terraform {
  required_providers {
    docker = {
      source  = "$provider"
      version = ">= 3.6.2, < 5.0.0"
    }
  }
}
EOF
  timeout 60 "$terraform" -chdir="$probe" init -input=false </dev/null >/dev/null 2>&1
}
if [ ! -e "$config" ] && registry_answers; then exit 0; fi

command -v go >/dev/null || fail "the Terraform registry does not answer for $provider, and go is not on PATH to build it: install Go 1.25.8 or later"
say "building the Terraform plugin $provider from Go modules (three minutes)"
platform="$(go env GOOS)_$(go env GOARCH)"
file="terraform-provider-docker_v$version"
log="$CDKTF_TOMCAT_CACHE/plugin-docker.log"
mkdir -p "$mirror"
(cd "$module" && CGO_ENABLED=0 go build -mod=readonly -trimpath -ldflags '-s -w' -o "$mirror/$file" "$package") </dev/null >"$log" 2>&1 ||
  fail "go could not build $provider (it needs Go 1.25.8 or later and a Go module proxy): see $log"

# OpenTofu looks a provider up under its own registry's name.
for registry in registry.terraform.io registry.opentofu.org; do
  place="$mirror/$registry/$provider/$version/$platform"
  mkdir -p "$place"
  ln -f "$mirror/$file" "$place/$file"
done
rm "$mirror/$file"
cat "$module"/go.{mod,sum} >"$built_from"

cat >"$config" <<EOF
provider_installation {
  filesystem_mirror {
    path = "$mirror"
  }
}
EOF
