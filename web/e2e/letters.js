// Reads the letters that the daemon writes into a directory instead of sending them.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const dir = process.env.OPENCHAIR_LETTERS

// letter waits for one to an address whose subject fits.
export async function letter(to, subject) {
	for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
		const found = (await letters(to)).find(l => subject.test(l.header.subject))
		if (found) return found
	}
	throw new Error(`no letter to ${to} whose subject fits ${subject}; there are ${JSON.stringify((await letters(to)).map(l => l.header.subject))}`)
}

// letters are all that an address got so far; without one, all there are.
export async function letters(to) {
	const names = (await readdir(dir)).filter(f => f.endsWith('.eml')).sort()
	const all = await Promise.all(names.map(async f => parse(await readFile(join(dir, f), 'latin1'))))
	return all.filter(l => !to || l.header.to.includes(`<${to}>`))
}

// link is the first address in a letter that leads to a page of ours.
export const link = (l, page) => l.text.match(new RegExp(`https?://\\S+/${page}/\\S+`))[0]

function parse(raw) {
	const { header, body } = part(raw)
	const boundary = header['content-type'].match(/boundary="?([^";]+)"?/)?.[1]
	const parts = boundary ? body.split(`--${boundary}`).slice(1, -1).map(part) : [{ header, body }]
	const of = kind => decoded(parts.find(p => p.header['content-type'].startsWith(kind)))
	return { header, text: of('text/plain'), html: of('text/html') }
}

function part(raw) {
	const [head, ...rest] = raw.replace(/^\r?\n/, '').split(/\r?\n\r?\n/)
	const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
	const header = Object.fromEntries(lines.map(l => [l.slice(0, l.indexOf(':')).toLowerCase(), words(l.slice(l.indexOf(':') + 1).trim())]))
	return { header, body: rest.join('\n\n') }
}

function decoded(part) {
	if (!part) return ''
	const base64 = part.header['content-transfer-encoding'] === 'base64'
	return Buffer.from(base64 ? part.body : unquoted(part.body), base64 ? 'base64' : 'latin1').toString('utf8')
}

const unquoted = s => s.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))

// words reads what a header may hold beyond ASCII (RFC 2047).
const words = s => s.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([qb])\?(.*?)\?=/gi, (_, how, coded) =>
	Buffer.from(/b/i.test(how) ? coded : unquoted(coded.replaceAll('_', ' ')), /b/i.test(how) ? 'base64' : 'latin1').toString('utf8'))
