#!/bin/sh
# Opens the media socket as Twilio does. REQUIRE_TTS_OUTBOUND=true also requires that the agent is heard on it.
set -- ${REQUIRE_TTS_OUTBOUND:+--require-tts-outbound="$REQUIRE_TTS_OUTBOUND"} "$@"
exec "$(dirname -- "$0")/../voiceops" media-smoke "$@"
