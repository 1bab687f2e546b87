import assert from 'node:assert/strict'
import { at, journey } from './browser.js'

const willow = async (page, root = '') => {
	await page.goto(`${at}${root}/find?text=willow+evening`)
	return page.locator('.card .when').first().innerText()
}

journey('clock: a start is said on the reader’s clock where that shows another time', { timezoneId: 'Asia/Kolkata' }, async page => {
	assert.match(await willow(page), /New York time\s+for you \d{1,2}:\d\d [ap]m, \w+day$/)
	assert.match(await willow(page, '/es'), /hora de Nueva York\s+para ti \d{1,2}:\d\d [ap]\.m\., (lunes|martes|miércoles|jueves|viernes|sábado|domingo)$/)
	await page.locator('.card h3 a').first().click()
	assert.match(await page.locator('#mine').innerText(), /^Para ti: \p{L}+ \d{1,2} de \p{L}+, \d{1,2}:\d\d [ap]\.m\.$/u)
	assert.equal(await page.locator('#zone-form').isVisible(), false)
})

journey('clock: nothing is added where it shows the same', { timezoneId: 'America/New_York' }, async page => {
	assert.doesNotMatch(await willow(page), /for you/)
	await page.locator('.card h3 a').first().click()
	assert.equal(await page.locator('#mine').innerText(), 'Your clock says the same.')
})
