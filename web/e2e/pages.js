// Every page that a person can meet, and how to get there.
import { ask, at } from './browser.js'
import { letter, link } from './letters.js'

let walked = 0

// pages makes a calendar that gets letters, and returns the ways to all pages
// in the language that root names: "" or "/es".
export async function pages(root) {
	const by = await known(root)
	const to = (name, path, status = 200) => ({ name, status, walk: page => page.goto(at + root + path) })
	const form = (name, path, status, send) => ({ name, status, walk: async page => {
		await page.goto(at + root + path)
		const answer = page.waitForResponse(r => r.request().isNavigationRequest() && r.status() !== 303)
		await send(page)
		const got = await answer
		await page.waitForLoadState()
		return got
	} })
	const press = selector => page => page.locator(selector).click()
	return [
		to('now', '/'), to('now near', '/?near=Philadelphia'), to('now near nowhere', '/?near=Qqqqq'),
		to('find', '/find'), to('find with a map', '/find?near=Philadelphia&within=10km'), to('nothing found', '/find?text=zzzqqq&program=aa'),
		to('find, all filters', '/find?text=lamp&near=Philadelphia&within=25km&day=mon&time=evening&program=aa&attendance=in_person&type=O&language=en&for=twelve-step&order=nearest'),
		to('find, next', '/find?after=' + by.next),
		to('meeting', by.weekly), to('meeting online', by.online), to('meeting that rests', by.resting), to('meeting canceled', by.canceled), to('meeting in doubt', by.doubted),
		to('meeting, hybrid', by.hybrid), to('meeting, hostile', by.hostile), to('report', by.weekly + '/report'),
		form('report of nothing', by.weekly + '/report', 422, press('form .fill')),
		form('report sent', by.weekly + '/report', 200, async page => { await page.locator('label[for=w-other]').click(); await press('form .fill')(page) }),
		to('programs', '/programs'), to('programs by choice', '/programs?for=secular'),
		to('how calendars work', '/my'), to('my calendar', by.my), to('settings kept', by.my + '?saved=1'), to('letters asked for', by.my + '?asked=1'), to('titles', by.my + '/titles'),
		to('a week', by.my + '/week?zone=Europe/Madrid'), to('two weeks, in a panic', by.panicked + '/week?weeks=2'),
		to('choose more', by.my + '/find'), to('in a panic', by.panicked), to('new addresses', by.rotated + '?moved=1'), to('moved', by.moved, 410),
		form('nothing chosen', '/find', 422, page => page.evaluate(() => document.querySelector('.bar button').click())),
		form('not an address', by.my, 422, async page => { await page.locator('#email').fill('no address'); await press('#letters .fill')(page) }),
		form('not sure', by.my, 422, page => page.evaluate(() => { document.querySelector('#sure').required = false; document.querySelector('form[action$="/delete"] button').click() })),
		form('deleted', by.rotated, 200, async page => { await page.locator('label[for=sure]').click(); await press('form[action$="/delete"] button')(page) }),
		to('confirm', by.confirm), form('confirmed', by.confirm, 200, press('main .fill')),
		to('letters', by.letters), to('stop about one', by.stopOne), form('stopped about one', by.stopOne, 200, press('main .fill')),
		to('stop', by.stop), form('stopped', by.stop, 200, press('main .fill')), to('letters no more', by.letters, 404),
		to('status', '/status'), to('status of a list', '/status/odd'), to('status of a list that waits', '/status/reading-room'), to('status of a list that is gone', '/status/gone'),
		to('run', '/runs/' + by.run), to('status of a meeting', by.weekly.replace('/meetings/', '/status/meetings/')),
		to('volunteers', '/volunteers'), form('a wrong key', '/volunteers', 403, async page => { await page.locator('#key').fill('nobody'); await press('main .fill')(page) }),
		form('desk', '/volunteers', 200, async page => { await page.locator('#key').fill(process.env.OPENCHAIR_VOLUNTEER); await press('main .fill')(page) }),
		to('run, to decide', '/runs/' + by.run), to('status of a meeting, to confirm', by.weekly.replace('/meetings/', '/status/meetings/')),
		to('API', '/api'), to('privacy', '/privacy'), to('about', '/about'),
		to('no such page', '/nowhere', 404), to('no such meeting', '/meetings/zzzzzzzzzzzzzzzz', 404), to('no such calendar', '/my/' + 'a'.repeat(32), 404), to('link of old', '/confirm/none', 404),
	]
}

const json = async (path, body) => JSON.parse((await ask(path, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).body)

// known finds what stands at addresses that nobody can guess.
async function known(root) {
	const id = async text => (await json('/api/v1/meetings?text=' + encodeURIComponent(text))).meetings[0].id
	const [weekly, online, resting, canceled, doubted, hybrid] = await Promise.all(['Willow Evening', 'Late Train', 'Resting Willow', 'No Willow', 'Fortnight', 'Willow Wire'].map(id))
	const hostile = (await json('/api/v1/meetings?source=hostile')).meetings[0].id
	const make = async meetings => (await json('/api/v1/calendars', { meetings })).manage.replace(/^.*\/my\//, '/my/')
	const api = (my, what, body = {}) => json(my.replace('/my/', '/api/v1/calendars/') + what, body)
	const soon = await id('Next Hour Online')
	const [my, panicked, moved] = [await make([soon, weekly, resting, doubted, hostile]), await make([weekly]), await make([weekly])]
	await api(panicked, '/panic')
	const rotated = (await api(moved, '/rotate')).manage.replace(/^.*\/my\//, '/my/')
	const email = `reed${++walked}-${process.pid}@reader.example`
	await api(my, '/reminders', { email, lead_minutes: [60], language: root ? 'es' : 'en' })
	const path = (l, page) => new URL(link(l, page)).pathname.replace(/^\/es\//, '/')
	const confirm = path(await letter(email, /confirm/i), 'confirm')
	await ask(confirm, { method: 'POST' })
	const reminder = await letter(email, /^(Your .* group|[ST]u grupo .*)$/)
	const { sources } = await json('/status.json')
	const meetings = Object.fromEntries(Object.entries({ weekly, online, resting, canceled, doubted, hybrid, hostile }).map(([k, v]) => [k, '/meetings/' + v]))
	return { ...meetings, my, panicked, moved, rotated, confirm, letters: path(reminder, 'letters'), stopOne: path(reminder, 'stop-one'), stop: path(reminder, 'stop'),
		run: sources.find(s => s.id === 'reading-room').run, next: await next() }
}

const next = async () => (await ask('/find')).body.match(/name="after" value="([^"]*)"/)[1].replaceAll('&amp;', '&')
