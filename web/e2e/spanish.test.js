import assert from 'node:assert/strict'
import { at, headed, journey, phone, reads } from './browser.js'
import { events } from './calendar.js'
import { letter, link } from './letters.js'

journey('en español: de la portada a la carta', { ...phone, locale: 'es-CL' }, async page => {
	await page.goto(at)
	await page.getByRole('link', { name: 'Esta página en español' }).click()
	assert.equal(new URL(page.url()).pathname, '/es/')
	await page.getByRole('link', { name: 'Buscar', exact: true }).click()
	await page.getByLabel('Palabras').fill('next hour')
	await page.getByRole('button', { name: 'Mostrar', exact: true }).click()
	await page.locator('.card .pick + label').first().click()
	await page.getByRole('button', { name: 'Hacer mi calendario' }).click()
	assert.match(new URL(page.url()).pathname, /^\/es\/my\/[a-z2-7]{32}$/)
	await page.getByText('Discretos').click()
	await page.getByRole('button', { name: 'Guardar', exact: false }).first().click()
	await page.waitForURL(/saved=1/)
	const [event] = await events(await page.locator('#feed').inputValue())
	assert.match(event.SUMMARY, /^Grupo del (lunes|martes|miércoles|jueves|viernes|sábado|domingo)$/)

	await page.getByLabel('Correo electrónico').fill('lago@reader.example')
	await page.getByRole('button', { name: 'Pedir cartas' }).click()
	await reads(page, /Una carta va de camino/)
	await page.goto(link(await letter('lago@reader.example', /^Confirm[ae]/), 'confirm'))
	assert.equal(await page.locator('html').getAttribute('lang'), 'es')
	await page.getByRole('button', { name: /^Sí, / }).click()
	await headed(page, 'Las cartas llegarán')

	const reminder = await letter('lago@reader.example', /^[ST]u grupo de las? /)
	assert.doesNotMatch(reminder.text.replace(/https?:\S+/g, ''), /\b(the|your|group|hour|letters?|stop)\b/i)
	await page.goto(link(reminder, 'stop'))
	assert.equal(await page.locator('html').getAttribute('lang'), 'es')
	await page.getByRole('button', { name: 'Detener las cartas' }).click()
	await headed(page, 'Las cartas se han detenido')
})
