// Reads a calendar as a calendar program does.
import assert from 'node:assert/strict'
import { ask } from './browser.js'

// events fetches a calendar and returns its events by property.
export async function events(address) {
	const { status, type, body } = await ask(address)
	assert.equal(status, 200)
	assert.match(type, /^text\/calendar/)
	assert.match(body, /^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR\r\n$/)
	return body.replace(/\r\n[ \t]/g, '').split('BEGIN:VEVENT\r\n').slice(1).map(e => Object.fromEntries(e.split('END:VEVENT')[0].split('\r\n').map(property)))
}

function property(line) {
	const [, name, value] = line.match(/^([A-Z-]*)[^:]*:?(.*)$/)
	return [name, value.replace(/\\([,;\\])/g, '$1').replace(/\\n/g, '\n')]
}
