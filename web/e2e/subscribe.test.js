import assert from 'node:assert/strict'
import { at, headed, journey, phone, reads } from './browser.js'
import { events } from './calendar.js'
import { letter, link } from './letters.js'

journey('find, choose, subscribe, confirm, and a reminder comes', phone, async page => {
	await page.goto(at)
	await page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: 'Find' }).click()
	await page.getByLabel('Words').fill('next hour')
	await page.getByRole('button', { name: 'Show', exact: true }).click()
	const card = page.locator('.card', { hasText: 'Next Hour Online' })
	await card.locator('.pick + label').click()
	assert.equal(await card.locator('.pick').isChecked(), true)
	await page.getByRole('button', { name: 'Make my calendar' }).click()
	await headed(page, 'My calendar')
	await reads(page, /Next Hour Online/)

	const feed = await page.locator('#feed').inputValue()
	assert.match(feed, /\/c\/[a-z2-7]{32}\.ics$/)
	assert.equal(await page.getByRole('link', { name: 'Open in my calendar' }).getAttribute('href'), feed.replace(/^https?:/, 'webcal:'))
	const [event, ...others] = await events(feed)
	assert.equal(others.length, 0)
	assert.match(event.SUMMARY, /Next Hour Online/)
	assert.match(event.RRULE, /^FREQ=WEEKLY/)

	await page.getByLabel('E-mail address').fill('river@reader.example')
	await page.getByRole('button', { name: 'Ask for letters' }).click()
	await reads(page, /A letter is on its way/)

	const asked = await letter('river@reader.example', /^Please confirm/)
	await page.goto(link(asked, 'confirm'))
	await page.getByRole('button', { name: 'Yes, send me letters' }).click()
	await headed(page, 'Letters will come')

	const reminder = await letter('river@reader.example', /^Your .* group$/)
	assert.match(reminder.text, /is in one hour|minutes/)
	assert.match(reminder.text, /https:\/\/zoom\.us\/j\/0000000001/)
	for (const told of [reminder.text, reminder.html, ...Object.values(reminder.header)]) assert.doesNotMatch(told, /Alcoholics|\bAA\b|Next Hour/)
})
