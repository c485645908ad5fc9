#!/bin/sh
# Gives a tenant (default: demo) the three demo tools, served by its n8n: provision-demo-automation-tools.sh [--tenant SLUG]
exec "$(dirname -- "$0")/../voiceops" automation provision "$@"
