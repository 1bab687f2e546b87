import assert from 'node:assert/strict'
import { at, journey, make, phone, reads } from './browser.js'

const kept = page => page.evaluate(async () => {
	const out = []
	for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) out.push(new URL(r.url).pathname)
	return out
})
const workers = page => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)

async function keep(page) {
	await page.getByRole('button', { name: 'Keep my agenda readable offline on this device' }).click()
	await page.getByRole('button', { name: 'Forget it on this device' }).waitFor()
}

journey('offline: the agenda is kept where that was asked for, and nothing else', { ...phone, statuses: [504] }, async (page, context) => {
	const path = await make(page, 'text=willow', 2)
	const before = page.getByRole('button', { name: 'Keep my agenda readable offline on this device' })
	await before.waitFor()
	assert.equal(await workers(page), 0)
	await reads(page, /Anyone who has this device in hand can then read them/)
	await keep(page)
	assert.deepEqual((await kept(page)).map(p => p.replace(/[0-9a-f]{64}/, 'sum')).sort(), ['/kept/sum', '/style.css', '/week.css'])

	await context.setOffline(true)
	for (const address of [path, '/', '/my']) {
		await page.goto(at + address)
		await reads(page, /Willow/)
		assert.equal((await page.content()).includes(path.slice(4)), false)
	}
	assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('.week')).maxWidth), 'none') // in its dress
	await assert.rejects(page.goto(at + '/find'))
	await context.setOffline(false)

	await page.goto(at + path)
	await page.getByRole('button', { name: 'Forget it on this device' }).click()
	await before.waitFor()
	assert.deepEqual(await kept(page), [])
	await page.reload()
	await before.waitFor()
	assert.equal(await workers(page), 0)
})

for (const [name, leave, where] of [
	['panic', page => page.getByRole('button', { name: 'Empty my calendar' }).click(), 'Your calendar is published empty'],
	['new addresses', page => page.getByRole('button', { name: 'Get new addresses' }).click(), 'These are your new addresses.'],
	['deletion', async page => {
		await page.locator('label[for=sure]').click()
		await page.getByRole('button', { name: 'Delete my calendar' }).click()
	}, 'Everything is deleted'],
]) {
	journey(`offline: ${name} leaves nothing on the device`, phone, async page => {
		await make(page, 'text=willow')
		await keep(page)
		await leave(page)
		await page.getByText(where).first().waitFor()
		await page.waitForFunction(async () => (await caches.keys()).length === 0)
	})
}

journey('offline: an agenda that moved elsewhere is forgotten at the next visit', { ...phone, statuses: [410] }, async (page, context) => {
	const path = await make(page, 'text=willow')
	await keep(page)
	const elsewhere = await context.browser().newContext({ viewport: phone.viewport })
	const other = await elsewhere.newPage()
	await other.goto(at + path)
	await other.getByRole('button', { name: 'Get new addresses' }).click()
	await other.getByText('These are your new addresses.').waitFor()
	await elsewhere.close()
	await page.goto(at + path)
	await page.waitForFunction(async () => (await caches.keys()).length === 0)
})
