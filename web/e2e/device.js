// A device that is subscribed to pushed notes: the browser's push service is
// stood for by one on loopback, and its notes are opened here (RFC 8291).
import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const hmac = (key, ...parts) => createHmac('sha256', key).update(Buffer.concat(parts.map(p => Buffer.from(p)))).digest()

let devices = 0

// device lets the pages of a profile subscribe as one device does. had is the
// application's key of a subscription that it has already.
export async function device(context, had = null) {
	const keys = createECDH('prime256v1'), auth = randomBytes(16), path = `/device-${process.pid}-${++devices}`
	const json = { endpoint: process.env.OPENCHAIR_PUSH + path, keys: { p256dh: keys.generateKeys('base64url'), auth: auth.toString('base64url') } }
	const log = []
	await context.exposeFunction('notePush', said => { log.push(said) })
	await context.addInitScript(({ json, had }) => {
		const made = key => ({
			toJSON: () => json, options: { applicationServerKey: Uint8Array.from(key).buffer },
			unsubscribe: async () => { kept = null; await notePush(['unsubscribed', [...key]]); return true },
		})
		let kept = had && made(had)
		PushManager.prototype.getSubscription = async () => kept
		PushManager.prototype.subscribe = async function ({ userVisibleOnly, applicationServerKey }) {
			await notePush(['subscribed', [...new Uint8Array(applicationServerKey)], userVisibleOnly])
			return kept = made([...new Uint8Array(applicationServerKey)])
		}
	}, { json, had })
	return { json, log, notes: () => notes(path, keys, auth) }
}

// notes are all that came to a device so far.
async function notes(path, keys, auth) {
	const all = await (await fetch(process.env.OPENCHAIR_PUSHED + path)).json() ?? []
	return all.map(sealed => JSON.parse(opened(Buffer.from(sealed, 'base64'), keys, auth)))
}

// note waits for the one whose title fits.
export async function note(device, title) {
	for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
		const found = (await device.notes()).find(n => title.test(n.title))
		if (found) return found
	}
	throw new Error(`no note whose title fits ${title}; there are ${JSON.stringify((await device.notes()).map(n => n.title))}`)
}

function opened(body, keys, auth) {
	const salt = body.subarray(0, 16), end = 21 + body[20], sender = body.subarray(21, end)
	const agreed = hmac(auth, keys.computeSecret(sender))
	const secret = hmac(salt, hmac(agreed, 'WebPush: info\0', keys.getPublicKey(), sender, [1]))
	const key = hmac(secret, 'Content-Encoding: aes128gcm\0', [1]).subarray(0, 16), nonce = hmac(secret, 'Content-Encoding: nonce\0', [1]).subarray(0, 12)
	const open = createDecipheriv('aes-128-gcm', key, nonce)
	open.setAuthTag(body.subarray(-16))
	const padded = Buffer.concat([open.update(body.subarray(end, -16)), open.final()])
	return padded.subarray(0, padded.lastIndexOf(2)).toString()
}
