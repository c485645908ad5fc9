#!/bin/sh
# Makes the token and the signing key with which the automation gateway shows itself at a tenant's n8n, and prints them this once:
# issue-automation-gateway-token.sh --tenant SLUG [--integration NAME]
exec "$(dirname -- "$0")/../voiceops" automation token "$@"
