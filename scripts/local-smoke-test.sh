#!/bin/sh
# One simulated phone call through the whole runtime; exit code 0 only if it went as scripted.
exec "$(dirname -- "$0")/../voiceops" demo --json "$@"
