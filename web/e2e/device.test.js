import assert from 'node:assert/strict'
import { ask, at, headed, journey, make, phone, reads } from './browser.js'
import { device, note } from './device.js'

const button = page => page.getByRole('button', { name: 'Show reminders on this device' })
const paths = url => new URL(url).pathname

// shown is what the device's worker shows of a note that its push service hands over.
async function shown(page, context, pushed) {
	const worker = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker')
	await worker.evaluate(() => {
		if (self.heard) return
		const show = registration.showNotification.bind(registration)
		self.heard = []
		registration.showNotification = (title, more) => show(title, more).then(() => { heard.push({ title, body: more.body, to: leads(more.data, ''), button: more.actions.map(a => [a.title, leads(more.data, a.action)]) }) })
	})
	const devtools = await context.newCDPSession(page)
	const known = new Promise(done => devtools.on('ServiceWorker.workerRegistrationUpdated', e => { if (e.registrations.length) done(e.registrations[0].registrationId) }))
	await devtools.send('ServiceWorker.enable')
	await devtools.send('ServiceWorker.deliverPushMessage', { origin: at, registrationId: await known, data: JSON.stringify(pushed) })
	const note = await worker.evaluate(async () => {
		while (!heard.length) await new Promise(again => setTimeout(again, 20))
		return heard.shift()
	})
	await devtools.detach()
	return note
}

journey('a device asks for reminders, confirms by its note, is reminded, and stops', phone, async (page, context) => {
	await context.grantPermissions(['notifications'], { origin: at })
	const mine = await device(context)
	await make(page, 'text=next+hour')
	await page.locator('#email').fill('nobody@reader.example') // what was typed elsewhere does not count
	await button(page).click()
	await reads(page, /A note is on its way to this device/)
	const key = await page.locator('#device').getAttribute('data-key')
	assert.deepEqual(mine.log, [['subscribed', [...Buffer.from(key, 'base64url')], true]])

	const asked = await shown(page, context, await note(mine, /^Please confirm/))
	assert.doesNotMatch(asked.title + asked.body, /letter|address/)
	assert.match(paths(asked.to), /^\/confirm\//)
	await page.goto(asked.to)
	await page.getByRole('button', { name: 'Yes, send me letters' }).click()
	await headed(page, 'Letters will come')

	const reminder = await note(mine, /^Your .* group$/), told = await shown(page, context, reminder)
	assert.match(told.body, /is in one hour|minutes/)
	for (const said of Object.values(reminder)) assert.doesNotMatch(said, /Alcoholics|\bAA\b|Next Hour/)
	assert.match(told.to, /^https:\/\/zoom\.us\/j\/\d+$/)
	const [[words, ours]] = told.button
	assert.equal(words, 'Change your reminders')
	const hostile = await shown(page, context, { ...reminder, join: 'javascript:alert(1)' })
	assert.deepEqual([hostile.to, hostile.button], [ours, []])
	await page.goto(ours)
	await headed(page, 'Your letters')

	await page.getByRole('button', { name: 'Stop all letters' }).click()
	await headed(page, 'The letters have stopped')
	await note(mine, /^You will get no more reminders$/)
	assert.equal((await ask(ours)).status, 404)
	assert.equal((await mine.notes()).length, 3)
})

journey('a device that was subscribed with an older key of the site is subscribed anew, one with this key is not', {}, async (page, context) => {
	await context.grantPermissions(['notifications'], { origin: at })
	const older = [4, ...Array(64).fill(7)], mine = await device(context, older)
	await make(page, 'text=willow')
	await button(page).click()
	await reads(page, /A note is on its way to this device/)
	const key = [...Buffer.from(await page.locator('#device').getAttribute('data-key'), 'base64url')]
	assert.deepEqual(mine.log, [['unsubscribed', older], ['subscribed', key, true]])
	await note(mine, /^Please confirm/)

	const other = await context.browser().newContext()
	await other.grantPermissions(['notifications'], { origin: at })
	const kept = await device(other, key), there = await other.newPage()
	await make(there, 'text=willow')
	await button(there).click()
	await reads(there, /A note is on its way to this device/)
	assert.deepEqual(kept.log, [])
	await note(kept, /^Please confirm/)
	await other.close()
})

journey('a browser that lets no notes through says what to do, and sends nothing', {}, async (page, context) => {
	const mine = await device(context)
	const path = await make(page, 'text=willow')
	await page.evaluate(() => { Notification.requestPermission = async () => 'denied' })
	await button(page).click()
	await reads(page, /The browser does not let this site show notes\. You can allow it in the browser’s settings and press again\./)
	assert.equal(await button(page).isEnabled(), true)
	assert.equal(new URL(page.url()).pathname, path)
	assert.deepEqual([mine.log, await mine.notes()], [[], []])

	await page.evaluate(() => { // the person allows it, and the browser's push service is away
		Notification.requestPermission = async () => 'granted'
		PushManager.prototype.subscribe = async () => { throw new DOMException('push service not available', 'AbortError') }
	})
	await button(page).click()
	await reads(page, /This device could not be subscribed\. Nothing was changed\./)
	assert.doesNotMatch(await page.locator('#device-said').textContent(), /does not let/)
	assert.equal(await button(page).isEnabled(), true)
	assert.deepEqual(await mine.notes(), [])
})

journey('where the browser can show no notes, it is said and nothing is offered', {}, async (page, context) => {
	await context.addInitScript(() => { delete window.PushManager })
	await make(page, 'text=willow')
	await reads(page, /needs scripts and a browser that can show notes/)
	assert.equal(await button(page).isVisible(), false)
})
