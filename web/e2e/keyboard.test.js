import assert from 'node:assert/strict'
import { at, journey, reads, text } from './browser.js'

// focus is what has it: whether it can be seen, is shown to have it, and is not
// covered by what sticks to the edge of the screen.
const focus = page => page.evaluate(() => {
	const e = document.activeElement
	const seen = e.matches('.pick, .chips input') ? e.labels[0] : e
	const dot = e.closest('.map svg') && getComputedStyle(e.querySelector('circle')).strokeWidth
	const { outlineStyle, outlineWidth } = getComputedStyle(seen)
	const { left, top, right, bottom } = seen.getBoundingClientRect()
	const over = document.elementFromPoint((left + right) / 2, (top + Math.min(bottom, top + 40)) / 2)
	return {
		what: e.outerHTML.slice(0, 100), ring: dot ? parseFloat(dot) >= 3 : outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2, onScreen: top >= 0 && top < innerHeight && left >= 0 && left < innerWidth,
		free: !!over && (seen.contains(over) || over.contains(seen) || over.closest('label, a, button, summary') === seen),
	}
})

// tabTo goes on until what a selector names has the focus.
async function tabTo(page, selector, most = 150) {
	for (let i = 0; i < most; i++) {
		await page.keyboard.press('Tab')
		const { what, ...shown } = await focus(page)
		if (await page.locator(selector).first().evaluate(e => e === document.activeElement)) {
			assert.deepEqual(shown, { ring: true, onScreen: true, free: true }, what)
			return
		}
		if (!what.startsWith('<body')) assert.deepEqual(shown, { ring: true, onScreen: true, free: true }, what)
	}
	throw new Error(`no ${selector} after ${most} tabs`)
}

journey('by keyboard alone: skip, find, choose, make a calendar, ask for letters', {}, async page => {
	await page.goto(at)
	await page.keyboard.press('Tab')
	assert.match((await focus(page)).what, /class="skip"/)
	assert.deepEqual({ ...await focus(page), what: '' }, { what: '', ring: true, onScreen: true, free: true })
	await page.keyboard.press('Enter')
	assert.match(page.url(), /#main$/)
	await tabTo(page, 'main input', 1) // the chapters are skipped

	await page.goto(at)
	await tabTo(page, 'nav a[href="/find"]', 10)
	await page.keyboard.press('Enter')
	await page.waitForURL(/\/find$/)
	await tabTo(page, '#text', 20)
	await page.keyboard.type('willow')
	await page.keyboard.press('Enter')
	await page.waitForURL(/text=willow/)

	await tabTo(page, '.map summary')
	await tabTo(page, '.map a')
	await page.keyboard.press('Enter')
	assert.match(page.url(), /#n-/)
	await tabTo(page, '.card:has(:target) .pick', 20)
	await page.keyboard.press('Space')
	assert.equal(await page.locator('.pick:checked').count(), 1)
	const name = await page.locator('.card:has(.pick:checked) h3').innerText()
	await tabTo(page, '.bar button')
	await page.keyboard.press('Enter')
	await page.waitForURL(/\/my\/[a-z2-7]{32}$/)
	assert.equal((await text(page)).includes(name), true)

	await tabTo(page, '#email')
	await page.keyboard.type('stone@reader.example')
	await page.keyboard.press('Enter')
	await page.waitForURL(/asked=1/)
	await reads(page, /A letter is on its way/)
})
