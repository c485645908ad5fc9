#!/bin/sh
# Opens the media socket as Twilio does. REQUIRE_TTS_OUTBOUND=true also requires that the agent is heard on it.
[ "${REQUIRE_TTS_OUTBOUND:-false}" = true ] && set -- --require-tts-outbound "$@"
exec "$(dirname -- "$0")/../voiceops" media-smoke "$@"
