#!/bin/sh
# One simulated call whose agent calls a tool by itself, through the automation gateway, at the mock n8n; exit code 0 only if it
# went as scripted. With OPENAI_API_KEY set, or with "openai", the real model decides; with "mock" (default without key) a script.
case "${1:-}" in
  mock) shift; unset OPENAI_API_KEY ;;
  openai) shift; [ -n "${OPENAI_API_KEY:-}" ] || { echo "automation-e2e-smoke-test: openai mode needs OPENAI_API_KEY" >&2; exit 2; } ;;
esac
exec "$(dirname -- "$0")/../voiceops" demo --json "$@"
