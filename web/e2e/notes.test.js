import assert from 'node:assert/strict'
import { at, journey, make } from './browser.js'

journey('a pushed note is shown with what it says, and leads nowhere but here', {}, async (page, context) => {
	await context.grantPermissions(['notifications'], { origin: at })
	await make(page, 'text=willow')
	const devtools = await context.newCDPSession(page)
	const known = new Promise(done => devtools.on('ServiceWorker.workerRegistrationUpdated', e => { if (e.registrations.length) done(e.registrations[0].registrationId) }))
	await devtools.send('ServiceWorker.enable')
	const started = context.waitForEvent('serviceworker')
	await page.getByRole('button', { name: 'Keep my agenda readable offline on this device' }).click()
	await page.getByRole('button', { name: 'Forget it on this device' }).waitFor()
	const [registrationId, worker] = await Promise.all([known, started])
	// A browser without a screen takes notes away by itself, so they are heard as they are shown.
	await worker.evaluate(() => {
		const show = registration.showNotification.bind(registration)
		self.heard = []
		registration.showNotification = (title, more) => show(title, more).then(() => { heard.push({ title, body: more.body, to: more.data }) })
	})

	const note = { title: 'Your 7:00 pm group', body: 'It is in one hour.' }
	const bare = { title: 'Openchair', body: '', to: '' }
	for (const [said, shown] of [
		[JSON.stringify({ ...note, url: '/letters/x' }), { ...note, to: at + '/letters/x' }],
		[JSON.stringify(note), { ...note, to: '' }],
		[JSON.stringify({ ...note, url: 'https://elsewhere.example/' }), { ...note, to: '' }],
		[JSON.stringify({ ...note, url: 'javascript:alert(1)' }), { ...note, to: '' }],
		[JSON.stringify({ ...note, url: '//elsewhere.example' }), { ...note, to: '' }],
		['no JSON', bare],
		['null', bare],
	]) {
		await devtools.send('ServiceWorker.deliverPushMessage', { origin: at, registrationId, data: said })
		const got = await worker.evaluate(async () => {
			while (!heard.length) await new Promise(again => setTimeout(again, 20))
			return heard.splice(0)
		})
		assert.deepEqual(got, [shown], said)
	}
})
