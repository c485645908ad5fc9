#!/bin/sh
# Brings the database (embedded, or DATABASE_URL) to the newest schema.
exec "$(dirname -- "$0")/../voiceops" migrate "$@"
