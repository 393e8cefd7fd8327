# shellcheck shell=bash
# To be sourced: the variables that Terraform, cdktf and the scripts here read.
# Where downloads and builds are kept is decided here and nowhere else.

export CDKTF_TOMCAT_CACHE="${CDKTF_TOMCAT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/cdktf-tomcat-cluster}"
export CHECKPOINT_DISABLE=1

if [ -z "${TERRAFORM_BINARY_NAME:-}" ]; then
  if command -v terraform >/dev/null; then
    export TERRAFORM_BINARY_NAME=terraform
  elif command -v tofu >/dev/null; then
    export TERRAFORM_BINARY_NAME=tofu
  fi
fi

# terraform.sh writes this file only where the public registry cannot be reached.
if [ -e "$CDKTF_TOMCAT_CACHE/terraform.rc" ]; then
  export TF_CLI_CONFIG_FILE="$CDKTF_TOMCAT_CACHE/terraform.rc"
  export CDKTF_SKIP_PROVIDER_LOCK=1
fi
