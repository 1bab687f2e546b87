import assert from 'node:assert/strict'
import { at, journey, open, reads } from './browser.js'
import { axeFinds, tooSmall, tooWide } from './sight.js'

journey('a volunteer accepts a run that was held back, and its meetings show', { javaScriptEnabled: false, statuses: [403] }, async (page, context) => {
	await page.goto(`${at}/find?text=open+gate`)
	await reads(page, /No meetings with “open gate”/)
	await page.goto(`${at}/meetings/${await someone()}/report`)
	await page.getByText('The time is wrong').click()
	await page.getByLabel('What you know').fill('A note on the door says that the group meets at eight now, in the other hall around the corner.')
	await page.getByRole('button', { name: 'Tell the volunteers' }).click()
	await reads(page, /Thank you/)
	await page.goto(`${at}/status`)
	await page.locator('.source', { hasText: 'LifeRing' }).getByRole('link').click()
	await page.getByRole('link', { name: 'Look at it' }).first().click()
	const run = page.url()
	await reads(page, /held back: far shorter than usual/)
	assert.equal(await page.getByRole('button', { name: 'It is right: accept' }).count(), 0)

	await page.getByRole('link', { name: /after signing in/ }).click()
	await page.getByLabel('Your key').fill('a key of nobody')
	await page.getByRole('button', { name: 'Sign in' }).click()
	await reads(page, /No volunteer has this key/)
	await page.getByLabel('Your key').fill(process.env.OPENCHAIR_VOLUNTEER)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await reads(page, /Signed in as\s+Desk/)
	const [cookie, ...others] = await context.cookies()
	assert.deepEqual([others.length, cookie.httpOnly, cookie.sameSite], [0, true, 'Strict'])

	await reads(page, /in the other hall around the corner/)
	await fits(context, page.url())
	await page.getByRole('link', { name: 'Look at it' }).click()
	assert.equal(page.url(), run)
	await fits(context, run)
	await page.getByLabel(/^Note/).fill('The room moved, six tables are left.')
	await page.getByRole('button', { name: 'It is right: accept' }).click()
	await page.getByRole('button', { name: 'It is right: accept' }).waitFor({ state: 'detached' })
	await page.goto(`${at}/volunteers`)
	await reads(page, /Nothing waits for you/)
	await reads(page, /accepted run/)
	await page.goto(`${at}/find?text=open+gate`)
	assert.equal(await page.locator('.card', { hasText: 'Open Gate' }).count(), 1)

	await page.goto(`${at}/volunteers`)
	await page.getByRole('button', { name: 'Sign out' }).click()
	await page.getByLabel('Your key').waitFor()
	assert.deepEqual(await context.cookies(), [])
	await page.goto(run)
	assert.equal(await page.getByRole('button', { name: 'It is right: accept' }).count(), 0)
})

async function someone() {
	return (await (await fetch(`${at}/api/v1/meetings?limit=1`)).json()).meetings[0].id
}

// fits looks at a page that only volunteers see, narrow and dark too: with
// script, which axe needs.
async function fits(signedIn, address) {
	const context = await open({ storageState: await signedIn.storageState() })
	const page = await context.newPage()
	await page.goto(address)
	const found = await axeFinds(page)
	await page.setViewportSize({ width: 320, height: 900 })
	found.push(...await tooWide(page, 320), ...await tooSmall(page))
	await page.emulateMedia({ colorScheme: 'dark' })
	found.push(...await axeFinds(page, 'color-contrast'))
	assert.equal(await page.getByText('Signed in as').count(), 1)
	await context.close()
	assert.deepEqual(found, [])
}
