import assert from 'node:assert/strict'
import { ask, at, headed, journey, make, phone, reads } from './browser.js'
import { events } from './calendar.js'
import { letter, letters, link } from './letters.js'

journey('new addresses: the old ones tell nothing, the new ones work', { ...phone, statuses: [410] }, async page => {
	const old = { page: await make(page, 'text=willow', 2), feed: await page.locator('#feed').inputValue() }
	await page.getByRole('button', { name: 'Get new addresses' }).click()
	await page.getByText('These are your new addresses.').waitFor()
	const feed = await page.locator('#feed').inputValue()
	assert.notEqual(feed, old.feed)
	assert.notEqual(new URL(page.url()).pathname, old.page)
	await reads(page, /2 chosen meetings/)
	assert.equal((await events(feed)).length, 2)

	assert.equal((await ask(old.feed)).body.includes('Willow'), false)
	assert.equal((await events(old.feed)).length, 0)
	const answer = await page.goto(at + old.page)
	assert.equal(answer.status(), 410)
	await headed(page, 'This page has moved')
	assert.equal((await page.content()).includes(feed), false)
})

journey('panic: the calendar is empty at once, and full again when asked', phone, async page => {
	await make(page, 'text=willow', 2)
	const feed = await page.locator('#feed').inputValue()
	await page.getByLabel('Its name in your calendar program').fill('Thursdays with Sam')
	await page.getByRole('button', { name: 'Keep these settings' }).click()
	await reads(page, /Your changes are kept/)
	assert.match((await ask(feed)).body, /Thursdays with Sam/)

	await page.getByRole('button', { name: 'Empty my calendar' }).click()
	await page.getByText('Your calendar is published empty').waitFor()
	assert.equal((await events(feed)).length, 0)
	assert.doesNotMatch((await ask(feed)).body, /Willow|Sam/)

	await page.getByRole('button', { name: 'Show my meetings again' }).click()
	await page.getByRole('button', { name: 'Empty my calendar' }).waitFor()
	assert.equal((await events(feed)).length, 2)
})

journey('delete: nothing is left, and the box has to be ticked first', { ...phone, javaScriptEnabled: false, statuses: [404] }, async page => {
	const path = await make(page, 'text=willow')
	const feed = await page.locator('#feed').inputValue()
	await page.getByRole('button', { name: 'Delete my calendar' }).click()
	assert.equal(new URL(page.url()).pathname, path) // the browser asks for the tick
	await page.locator('label[for=sure]').click()
	await page.getByRole('button', { name: 'Delete my calendar' }).click()
	await headed(page, 'Everything is deleted')
	for (const address of [path, feed]) assert.equal((await ask(address)).status, 404)
})

// reader makes a calendar whose first letter is due, and confirms an address.
async function reader(page, email) {
	await make(page, 'text=next+hour')
	await page.getByLabel('E-mail address').fill(email)
	await page.getByRole('button', { name: 'Ask for letters' }).click()
	await page.goto(link(await letter(email, /^Please confirm/), 'confirm'))
	await page.getByRole('button', { name: 'Yes, send me letters' }).click()
	await headed(page, 'Letters will come')
	return letter(email, /^Your .* group$/)
}

journey('letters stop by one click of a mail program', phone, async (page, context) => {
	const reminder = await reader(page, 'lake@reader.example')
	assert.equal(reminder.header['list-unsubscribe-post'], 'List-Unsubscribe=One-Click')
	const address = reminder.header['list-unsubscribe'].match(/<(https?:[^>]+)>/)[1]

	await ask(address) // a scanner that follows every link
	await ask(address, { method: 'HEAD' })
	await page.goto(link(reminder, 'letters'))
	await headed(page, 'Your letters')

	const { status } = await ask(address, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })
	assert.equal(status, 200)
	assert.deepEqual(await context.cookies(), [])
	await letter('lake@reader.example', /^You will get no more letters$/)
	assert.equal((await ask(link(reminder, 'letters'))).status, 404)
	assert.equal((await letters('lake@reader.example')).length, 3)
})

journey('letters stop by page, one meeting first and then all', { ...phone, javaScriptEnabled: false }, async page => {
	const reminder = await reader(page, 'brook@reader.example')
	await page.goto(link(reminder, 'stop-one'))
	await page.getByRole('button', { name: 'Stop letters about it' }).click()
	await headed(page, 'No more letters about it')

	await page.goto(link(reminder, 'stop'))
	await headed(page, 'Stop these letters?')
	await page.getByRole('button', { name: 'Stop the letters' }).click()
	await headed(page, 'The letters have stopped')
	await letter('brook@reader.example', /^You will get no more letters$/)
	assert.equal((await ask(link(reminder, 'letters'))).status, 404)
})
