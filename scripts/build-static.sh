#!/bin/sh
# Builds one static binary: no shared library, so that an empty image can run it.
# Usage: scripts/build-static.sh [OUTPUT]     (needs Go and a C compiler)
set -eu
cd "$(dirname "$0")/.."
out=${1:-dist/openchair}
version=${VERSION:-$(git describe --tags --always --dirty 2>/dev/null || echo dev)}
mkdir -p "$(dirname "$out")"
CGO_ENABLED=1 go build -trimpath \
	-tags 'netgo osusergo sqlite_omit_load_extension' \
	-ldflags "-s -w -X main.version=$version -linkmode external -extldflags -static" \
	-o "$out" ./cmd/openchair
echo "built $out ($version)"
