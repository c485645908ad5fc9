#!/bin/sh
# Speaks one sentence through a voice vendor and prints first-byte time and audio length: tts-vendor-probe.sh rime
exec "$(dirname -- "$0")/../voiceops" tts-probe "$@"
