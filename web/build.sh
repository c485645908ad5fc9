#!/bin/sh
# Called by Maven: makes dist/ when a source is newer than it. Without npm the pages are left out of this build.
set -eu
cd "$(dirname -- "$0")"
if ! command -v npm >/dev/null 2>&1; then
    echo "web: npm is missing (Node >= 20.19); this build has no pages" >&2
    mkdir -p dist
    exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    # Not "npm ci": it refuses a lockfile that leaves out the optional builds for other platforms.
    npm install --no-save --ignore-scripts --no-audit --no-fund
    touch node_modules/.package-lock.json
fi
if [ ! -f dist/built ] || [ -n "$(find . \( -name node_modules -o -name dist -o -name target \) -prune -o -type f -newer dist/built -print | head -n 1)" ]; then
    npm run build
    touch dist/built
fi
