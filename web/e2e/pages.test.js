import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open, watch } from './browser.js'
import { letters } from './letters.js'
import { pages } from './pages.js'
import { axeFinds, axeFindsInLetter, tooSmall, tooWide, wordsOf } from './sight.js'

// Words that only the other language has.
const foreign = {
	en: /\b(el|los|las|una|para|reuniones|reunión|semana|correo|cartas|calendario)\b/i,
	es: /\b(the|and|of|with|this|your|is|are|at|on|from|meetings?|find|choose|calendar|letters?|week|today|tomorrow|hours?|minutes?|days?|online|address)\b/i,
}

// Names that are the same in every language.
const names = /Google Calendar|Meeting Guide|Activities of Sober Living|· \+?[0-9 ]+ [A-Z]{2}\b/g

// Each language is looked at on one width as a whole, and on both for what differs.
for (const [lang, root, width, locale] of [['en', '', 1280, 'en-US'], ['es', '/es', 320, 'es-CL']]) {
	test(`every page, in ${lang}: nothing for axe to find in light or dark, narrow screens, its own language`, { timeout: 300_000 }, async () => {
		const context = await open({ locale, viewport: { width, height: 900 } })
		const wrong = watch(context, [403, 404, 410, 422])
		const page = await context.newPage()
		const found = new Map() // fault: pages
		for (const { name, status, walk } of await pages(root)) {
			const answer = await walk(page)
			const all = await faults(page, lang, width)
			if (answer.status() !== status) all.push(`${answer.status()}, want ${status}`)
			for (const f of [...all, ...wrong.splice(0)]) found.set(f, [...found.get(f) ?? [], name])
		}
		await context.close()
		if (found.size) assert.fail([...found].map(([f, on]) => `${f}\n    on ${on.join(', ')}`).join('\n'))
	})
}

// What the walks above were sent.
test('every letter: nothing for axe to find in light or dark, narrow screens, nothing from elsewhere', { timeout: 120_000 }, async () => {
	const context = await open({ viewport: { width: 320, height: 640 } })
	const wrong = watch(context, [])
	const page = await context.newPage()
	const found = []
	const all = new Map((await letters()).filter(l => l.html).map(l => [l.header.subject, l]))
	assert.ok(all.size >= 4, `${all.size} letters`)
	for (const [subject, { html }] of all) {
		await page.setContent(html)
		for (const colorScheme of ['light', 'dark']) {
			await page.emulateMedia({ colorScheme })
			found.push(...(await axeFindsInLetter(page)).map(f => `${subject}, ${colorScheme}: ${f}`))
		}
		found.push(...await tooWide(page, 320), ...wrong.splice(0))
	}
	await context.close()
	assert.deepEqual(found, [])
})

async function faults(page, lang, width) {
	const found = []
	if (await page.locator('html').getAttribute('lang') !== lang) found.push('its language is not ' + lang)
	const alien = (await wordsOf(page, lang)).replace(names, '').match(foreign[lang])
	if (alien) found.push(`holds “${alien.input.slice(Math.max(0, alien.index - 40), alien.index + 40)}”`)
	await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true }))
	found.push(...await axeFinds(page))
	await page.setViewportSize({ width: 320, height: 900 })
	found.push(...await tooWide(page, 320), ...await tooSmall(page))
	await page.emulateMedia({ colorScheme: 'dark' })
	found.push(...(await axeFinds(page, 'color-contrast')).map(f => 'dark: ' + f))
	await page.emulateMedia({ colorScheme: 'light' })
	await page.setViewportSize({ width, height: 900 })
	return found
}
