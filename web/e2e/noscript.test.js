import assert from 'node:assert/strict'
import { ask, at, headed, journey, open, phone, reads } from './browser.js'
import { letter, link } from './letters.js'
import { test } from 'node:test'

const still = { ...phone, javaScriptEnabled: false }

journey('without script: now, find near a place, a meeting in my own zone, programs, a fault told', still, async page => {
	await page.goto(at)
	assert.equal(await page.locator('#here').isVisible(), false) // only script can ask the device
	await page.locator('#near').fill('19104')
	await page.locator('#show').click()
	assert.match(page.url(), /\/find\?near=19104/)
	assert.equal(await page.locator('.map').isVisible(), true)
	await page.locator('.map .pin').last().click()
	assert.match(page.url(), /#n-/)

	await page.goto(`${at}/find?text=willow+evening`)
	await page.getByRole('link', { name: 'Willow Evening', exact: true }).click()
	await headed(page, 'Willow Evening')
	await page.locator('#zone').fill('America/Chicago')
	await page.locator('#zone-form button').click()
	await reads(page, /For you: Tuesday .*6:00 – 7:00 pm/)
	await page.getByRole('link', { name: /wrong here/ }).click()
	await page.locator('label[for=w-place]').click()
	await page.getByLabel('What you know').fill('The door is on the other side.')
	await page.getByRole('button', { name: 'Tell the volunteers' }).click()
	await headed(page, 'Thank you')

	await page.goto(`${at}/programs`)
	await page.getByText('Secular', { exact: true }).first().click()
	await page.locator('form .fill').click()
	assert.match(page.url(), /for=secular/)
	assert.doesNotMatch(await page.locator('.side').innerText(), /Alcoholics Anonymous/)
})

journey('without script: choose on two pages, name it, follow a search, wish for letters, change the wish', { ...still, statuses: [422] }, async page => {
	await page.goto(`${at}/find?program=aa`)
	await page.getByText('Next Hour Online').waitFor()
	await page.locator('.card', { hasText: 'Next Hour Online' }).locator('.pick + label').click()
	await page.getByLabel('Words').fill('willow evening')
	await page.locator('#program').evaluate(e => { e.closest('details').open = true })
	await page.locator('#program').selectOption('')
	await page.locator('#show').click()
	await reads(page, /Also chosen/) // what was chosen goes along
	await page.locator('.card .pick + label').first().click()
	await page.locator('.bar .fill').click()
	await page.waitForURL(/\/my\//)
	await reads(page, /2 chosen meetings/)

	await page.getByLabel('Its name in your calendar program').fill('Evenings')
	await page.getByText('Discreet, as “Tuesday group”').click()
	await page.getByRole('button', { name: 'Keep these settings' }).click()
	await reads(page, /Your changes are kept/)
	const feed = await page.locator('#feed').inputValue()
	const { body } = await ask(feed)
	assert.match(body, /Evenings/)
	assert.doesNotMatch(body, /Next Hour|Willow Evening|\bAA\b|Al-Anon/)

	await page.getByRole('link', { name: 'Choose more meetings' }).click()
	await page.locator('.more-choices > summary').click()
	await page.locator('#program').selectOption('na')
	await page.locator('#show').click()
	await page.getByRole('button', { name: 'Follow this search' }).click()
	await page.waitForURL(/\/my\//)
	assert.match(await page.locator('#searches').innerText(), /Narcotics Anonymous|NA/)

	await page.getByLabel('E-mail address').fill('no address')
	await page.getByRole('button', { name: 'Ask for letters' }).click()
	await reads(page, /does not look like an e-mail address/)
	await page.getByLabel('E-mail address').fill('moss@reader.example')
	await page.locator('label[for=l-15]').click()
	await page.locator('#letters details > summary').click()
	await page.getByText('Plain text only').click()
	await page.getByRole('button', { name: 'Ask for letters' }).click()
	await reads(page, /A letter is on its way/)
	await page.goto(link(await letter('moss@reader.example', /^Please confirm/), 'confirm'))
	await page.locator('main .fill').click()
	await headed(page, 'Letters will come')
	const reminder = await letter('moss@reader.example', /^Your .* group$/)
	assert.equal(reminder.html, '')
	await page.goto(link(reminder, 'letters'))
	assert.equal(await page.locator('#l-15').isChecked(), true)
	await page.locator('label[for=l-15]').click()
	await page.locator('main form .fill').first().click()
	await reads(page, /Your wishes are kept/)
	assert.equal(await page.locator('#l-15').isChecked(), false)
})

// A page paints before any script, and is small: all that is loaded for it, as it comes over the wire.
const most = 60_000

test('first paint without script, and no page over 60 KB with its style', { timeout: 120_000 }, async t => {
	const calendar = await ask('/api/v1/calendars', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ meetings: await someIDs(120) }) })
	const my = new URL(JSON.parse(calendar.body).manage).pathname
	for (const path of ['/', '/?near=Philadelphia', '/find', '/find?near=Philadelphia&within=100km', '/es/find?near=Philadelphia', my, my + '/find', my + '/titles', '/programs', '/es/programs', '/status', '/status/many', '/api', '/about', '/privacy', '/volunteers']) {
		const context = await open({ ...still, serviceWorkers: 'block' })
		const page = await context.newPage()
		const cdp = await context.newCDPSession(page)
		let bytes = 0
		const painted = new Promise(done => cdp.on('Page.lifecycleEvent', e => { if (e.name === 'firstContentfulPaint') done() }))
		cdp.on('Network.loadingFinished', e => { bytes += e.encodedDataLength })
		await cdp.send('Network.enable')
		await cdp.send('Page.enable')
		await cdp.send('Page.setLifecycleEventsEnabled', { enabled: true })
		await page.goto(at + path, { waitUntil: 'load' })
		await painted
		assert.ok(bytes > 1000 && bytes <= most, `${path}: ${bytes} bytes`)
		t.diagnostic(`${path.replace(my, '/my/…')}: ${bytes} bytes`)
		await context.close()
	}
})

const someIDs = async n => JSON.parse((await ask(`/api/v1/meetings?limit=${n}`)).body).meetings.map(m => m.id)
