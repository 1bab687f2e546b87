// Takes the pictures of docs/ from a demo that runs at OPENCHAIR_AT. Where
// pngquant is installed they are made small with it.
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { ask, at, close, make, open, phone } from './browser.js'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const desk = { viewport: { width: 1280, height: 860 } }
const near = 'near=Philadelphia&within=10km'

// What is shown, on a phone and on a desk.
const shown = {
	now: '/',
	find: { path: `/find?${near}`, top: '.tally' },
	meeting: '/meetings/' + (await first('Lanterns')),
	my: async page => page.goto(at + await make(page, near, 5)),
	programs: '/programs',
	status: '/status',
}

async function first(text) {
	return JSON.parse((await ask(`/api/v1/meetings?text=${text}`)).body).meetings[0].id
}

for (const [name, what] of Object.entries(shown)) {
	await take(name, what, desk)
	await take(name + '-phone', what, { ...phone, deviceScaleFactor: 2 })
}
await take('now-dark-phone', '/', { ...phone, deviceScaleFactor: 2, colorScheme: 'dark' })
await take('buscar-phone', { path: `/es/find?${near}`, top: '.tally' }, { ...phone, deviceScaleFactor: 2, locale: 'es-CL' })
await close()

async function take(name, what, options) {
	const context = await open(options)
	const page = await context.newPage()
	if (typeof what === 'function') await what(page)
	else await page.goto(at + (what.path ?? what))
	if (what.top) await page.locator(what.top).first().evaluate(e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 16))
	const file = join(docs, name + '.png')
	await page.screenshot({ path: file })
	await context.close()
	if (!spawnSync('pngquant', ['--version']).error) execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', file, '64', file])
}
