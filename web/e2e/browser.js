// A browser that notices whatever goes wrong while somebody walks through the site.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { chromium } from 'playwright-core'

export const at = process.env.OPENCHAIR_AT

const patience = 120_000

let launched
const browser = () => launched ??= chromium.launch({ executablePath: process.env.OPENCHAIR_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-proxy-server', '--disable-dev-shm-usage'] })
export const close = async () => (await launched)?.close()
after(close)

const desk = { locale: 'en-US', timezoneId: 'America/New_York', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' }
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

// Each walk comes from an address of its own, as the daemon counts by them.
let walks = 0
const client = () => `10.${process.pid >> 8 & 255}.${process.pid & 255}.${++walks}`

// journey is one walk. It fails where the page logs an error, a rule of the
// Content-Security-Policy is broken, a script of a listing runs, or another host is asked.
// statuses are refusals that belong to the walk, as 404.
export function journey(name, { statuses = [], ...options }, walk) {
	test(name, { timeout: patience }, async () => {
		const context = await open(options)
		const faults = watch(context, statuses)
		try {
			await walk(await context.newPage(), context)
		} finally {
			await context.close()
		}
		assert.deepEqual(faults, [])
	})
}

// open is a browser profile of nobody, to be closed by who opens it.
export async function open(options = {}) {
	const context = await (await browser()).newContext({ ...desk, ...options, extraHTTPHeaders: { 'X-Forwarded-For': client() } })
	context.setDefaultTimeout(30_000)
	return context
}

// watch lists what goes wrong in a profile from now on.
export function watch(context, statuses) {
	const faults = []
	const own = new URL(at).origin
	context.on('request', r => { if (new URL(r.url()).origin !== own && r.url() !== 'about:blank') faults.push(`asked ${r.url()}`) })
	context.on('response', r => { if (r.status() >= 400 && !statuses.includes(r.status())) faults.push(`${r.status()} ${r.url()}`) })
	context.on('console', m => {
		if (['error', 'warning'].includes(m.type()) && !m.text().startsWith('Failed to load resource: the server responded')) faults.push(`console: ${m.text()}`)
	})
	context.on('weberror', e => faults.push(`script: ${e.error()}`))
	context.on('dialog', d => { faults.push(`dialog: ${d.message()}`); d.dismiss() })
	return faults
}

// make makes a calendar of the meetings that a search finds first, and returns
// the path of its page.
export async function make(page, search, n = 1, root = '') {
	await page.goto(`${at}${root}/find?${search}`)
	for (let i = 0; i < n; i++) await page.locator('.card .pick + label').nth(i).click()
	await page.locator('.bar button').click()
	await page.waitForURL(/\/my\/[a-z2-7]{32}$/)
	return new URL(page.url()).pathname
}

// text is what a person reads of a page.
export const text = page => page.locator('body').innerText()

// reads waits until a person reads something on a page; headed, until it is its heading.
export async function reads(page, pattern) {
	let all
	for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(50)) {
		all = await text(page).catch(String) // between two pages there is none
		if (pattern.test(all)) return
	}
	assert.match(all, pattern)
}
export const headed = (page, words) => page.locator('h1').filter({ hasText: new RegExp(`^\\s*${words.replace(/[?]/g, '\\?')}\\s*$`) }).waitFor()

// ask fetches what no page shows: a feed, or the answer to a mail program.
export async function ask(address, options = {}) {
	const response = await fetch(new URL(address, at), { redirect: 'manual', signal: AbortSignal.timeout(30_000), ...options })
	return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}
