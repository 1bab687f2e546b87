import assert from 'node:assert/strict'
import { at, journey, text } from './browser.js'

journey('a volunteer accepts a run that was held back, and its meetings show', { javaScriptEnabled: false, statuses: [403] }, async (page, context) => {
	await page.goto(`${at}/find?text=open+gate`)
	assert.match(await text(page), /No meetings with “open gate”/)
	await page.goto(`${at}/status`)
	await page.locator('.source', { hasText: 'LifeRing' }).getByRole('link').click()
	await page.getByRole('link', { name: 'Look at it' }).first().click()
	const run = page.url()
	assert.match(await text(page), /held back: far shorter than usual/)
	assert.equal(await page.getByRole('button', { name: 'It is right: accept' }).count(), 0)

	await page.getByRole('link', { name: /after signing in/ }).click()
	await page.getByLabel('Your key').fill('a key of nobody')
	await page.getByRole('button', { name: 'Sign in' }).click()
	assert.match(await text(page), /No volunteer has this key/)
	await page.getByLabel('Your key').fill(process.env.OPENCHAIR_VOLUNTEER)
	await page.getByRole('button', { name: 'Sign in' }).click()
	assert.match(await text(page), /Signed in as\s+Desk/)
	const [cookie, ...others] = await context.cookies()
	assert.deepEqual([others.length, cookie.httpOnly, cookie.sameSite], [0, true, 'Strict'])

	await page.getByRole('link', { name: 'Look at it' }).click()
	assert.equal(page.url(), run)
	await page.getByLabel(/^Note/).fill('The room moved, six tables are left.')
	await page.getByRole('button', { name: 'It is right: accept' }).click()
	await page.goto(`${at}/volunteers`)
	assert.match(await text(page), /Nothing waits for you/)
	assert.match(await text(page), /accepted run/)
	await page.goto(`${at}/find?text=open+gate`)
	assert.equal(await page.locator('.card', { hasText: 'Open Gate' }).count(), 1)

	await page.goto(`${at}/volunteers`)
	await page.getByRole('button', { name: 'Sign out' }).click()
	assert.deepEqual(await context.cookies(), [])
	await page.goto(run)
	assert.equal(await page.getByRole('button', { name: 'It is right: accept' }).count(), 0)
})
