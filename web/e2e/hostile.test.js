import assert from 'node:assert/strict'
import { ask, at, headed, journey, phone, reads } from './browser.js'
import { events } from './calendar.js'
import { letter, link } from './letters.js'
import { tooWide } from './sight.js'

// harm is what a listing must never bring onto a page.
const harm = page => page.evaluate(() => [...document.querySelectorAll('main img, main iframe, main script:not([src^="/"]), main [onerror], main [onload], main b:empty, a, form, area')]
	.filter(e => !e.matches('a, form') || /^\s*(javascript|data|vbscript):|evil\.example/i.test(e.getAttribute('href') ?? e.getAttribute('action') ?? ''))
	.map(e => e.outerHTML.slice(0, 200)))

// Characters that turn text around or steer a terminal, and names without an end.
const tricks = /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f]|n{400}|m{1500}|l{400}/

async function unharmed(page, where) {
	assert.deepEqual(await harm(page), [], where)
	assert.doesNotMatch(await page.content(), tricks, where)
	await page.setViewportSize({ width: 320, height: 640 })
	assert.deepEqual(await tooWide(page, 320), [], where)
}

// choose makes a calendar of all that a program lists, looking at all its pages on the way.
async function choose(page, program, n) {
	await page.goto(`${at}/find?program=${program}`)
	await unharmed(page, program)
	const meetings = await page.locator('.card h3 a').evaluateAll(all => all.map(a => a.getAttribute('href')))
	assert.equal(meetings.length, n)
	for (const path of meetings) {
		for (const where of [path, path.replace('/meetings/', '/status/meetings/'), path + '/report']) {
			await page.goto(at + where)
			await unharmed(page, where)
		}
	}
	await page.goto(`${at}/find?program=${program}`)
	for (const label of await page.locator('.pick + label').all()) await label.click()
	await page.locator('.bar button').click()
	await page.waitForURL(/\/my\//)
	await unharmed(page, 'my calendar')
	return page.locator('#feed').inputValue()
}

async function unharmedFeed(feed, n) {
	const all = await events(feed)
	assert.equal(all.length, n)
	for (const line of (await ask(feed)).body.split('\r\n')) {
		assert.doesNotMatch(line, tricks)
		assert.ok(Buffer.byteLength(line) <= 75, line)
	}
	assert.equal(all.some(e => /^\s*(javascript|data|vbscript):|evil\.example/.test(e.URL ?? '')), false)
}

journey('a hostile list loses its tags at the door', phone, async page => {
	await unharmedFeed(await choose(page, 'recovery-dharma', 4), 4)
	await page.goto(`${at}/status/hostile`)
	await unharmed(page, 'status')
})

journey('what a hostile listing says is text, on pages, in the calendar and in letters', phone, async page => {
	await page.goto(`${at}/find?program=wfs`)
	await reads(page, /Raw gnp\.exe .*<script>alert\(1\)<\/script><img src=x onerror=alert\(2\)>/)
	await unharmedFeed(await choose(page, 'wfs', 2), 2)

	await page.locator('#letters summary').click()
	await page.getByLabel('What letters say').selectOption('full')
	await page.getByLabel('E-mail address').fill('fern@reader.example')
	await page.getByRole('button', { name: 'Ask for letters' }).click()
	await reads(page, /A letter is on its way/)
	await page.goto(link(await letter('fern@reader.example', /^Please confirm/), 'confirm'))
	await page.getByRole('button', { name: 'Yes, send me letters' }).click()
	await headed(page, 'Letters will come')
	const reminder = await letter('fern@reader.example', /^Your .* group$/)
	for (const part of [reminder.text, reminder.html, ...Object.values(reminder.header)]) assert.doesNotMatch(part, tricks)
	assert.doesNotMatch(reminder.text, /evil\.example\/|javascript:/)
	await page.goto(link(reminder, 'letters'))
	await unharmed(page, 'wishes')
	await page.goto('about:blank')
	await page.setContent(reminder.html)
	await reads(page, /<script>alert\(1\)<\/script>/)
	await unharmed(page, 'a letter')
})

journey('a hostile search is text', phone, async page => {
	const attack = encodeURIComponent('"><script>alert(9)</script><img src=x onerror=alert(9)>')
	for (const query of [`text=${attack}`, `near=${attack}`, `m=${attack}&after=${attack}`, `day=${attack}&time=${attack}&within=${attack}&type=${attack}&at=${attack}`]) {
		await page.goto(`${at}/find?${query}`)
		await unharmed(page, query)
	}
	await page.goto(`${at}/?find=${attack}`)
	await unharmed(page, 'front')
})

journey('changes of hostile listings are text for feed readers', {}, async page => {
	for (const source of ['hostile', 'raw']) {
		const { body } = await ask(`/changes.atom?source=${source}`)
		assert.doesNotMatch(body, tricks)
		await page.goto(at)
		const found = await page.evaluate(xml => {
			const doc = new DOMParser().parseFromString(xml, 'text/xml')
			return { broken: doc.querySelectorAll('parsererror').length, html: doc.querySelectorAll('script, img, [type=html], [type=xhtml]').length, titles: [...doc.querySelectorAll('entry > title')].map(t => t.textContent).join('\n') }
		}, body)
		assert.deepEqual([found.broken, found.html], [0, 0])
		assert.match(found.titles, source === 'raw' ? /<script>alert\(1\)<\/script>/ : /Trap gnp\.exe/)
	}
})
