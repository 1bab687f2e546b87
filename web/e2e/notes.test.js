import assert from 'node:assert/strict'
import { at, journey, make } from './browser.js'

journey('a pushed note is shown with what it says, and leads to what its meeting is joined by, or here', {}, async (page, context) => {
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
		registration.showNotification = (title, more) => show(title, more).then(() => { heard.push({ title, body: more.body, to: leads(more.data, ''), buttons: more.actions.map(a => a.title) }) })
	})

	const note = { title: 'Your 7:00 pm group', body: 'It is in one hour.' }, join = 'https://video.example/j/1?pwd=a'
	const here = { to: at + '/', buttons: [] }, bare = { title: 'Openchair', body: '', ...here }
	for (const [said, shown] of [
		[JSON.stringify({ ...note, url: '/letters/x' }), { ...note, to: at + '/letters/x', buttons: [] }],
		[JSON.stringify({ ...note, url: '/letters/x', join, ours: 'Change' }), { ...note, to: join, buttons: ['Change'] }],
		[JSON.stringify({ ...note, join, ours: 'Change' }), { ...note, to: join, buttons: [] }],
		[JSON.stringify({ ...note, url: '/letters/x', join: 'javascript:alert(1)', ours: 'Change' }), { ...note, to: at + '/letters/x', buttons: [] }],
		[JSON.stringify(note), { ...note, ...here }],
		[JSON.stringify({ ...note, url: 'https://elsewhere.example/' }), { ...note, ...here }],
		[JSON.stringify({ ...note, url: 'javascript:alert(1)' }), { ...note, ...here }],
		[JSON.stringify({ ...note, url: '//elsewhere.example' }), { ...note, ...here }],
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
