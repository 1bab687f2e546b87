#!/bin/sh
# Rebuilds zoneinfo.zip and VERSION from a zoneinfo directory that holds
# tzdata.zi, by default the system's:
#
#	apt-get install tzdata zip && ./update.sh [/usr/share/zoneinfo]
#
# The same tzdata.zi gives the same zip, byte for byte, from the same zic and zip.
set -eu

from=$(cd "${1:-/usr/share/zoneinfo}" && pwd)
cd "$(dirname "$0")"

version=$(sed -n '1s/^# version \([0-9]\{4\}[a-z]*\).*/\1/p' "$from/tzdata.zi")
[ -n "$version" ] || { echo "$from/tzdata.zi names no version in its first line" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Slim: transitions up to the rule in the footer, which Go reads.
zic -b slim -d "$work/zones" "$from/tzdata.zi"
rm -f "$work/zones/Factory"
find "$work/zones" -exec env TZ=UTC touch -d '1980-01-01 00:00:00' {} +
(cd "$work/zones" && find . -type f | sed 's|^\./||' | LC_ALL=C sort | TZ=UTC zip -q -X -D -9 "$work/zoneinfo.zip" -@)

mv "$work/zoneinfo.zip" zoneinfo.zip
echo "$version" >VERSION
chmod 644 zoneinfo.zip VERSION
echo "zoneinfo.zip: $version, $(find "$work/zones" -type f | wc -l) zones, $(wc -c <zoneinfo.zip) bytes"
