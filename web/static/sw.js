// Keeps the agenda readable offline where somebody asked for it on this device,
// and shows pushed notes. It keeps nothing else.
const store = 'agenda-1'
const address = /^(?:\/[a-z]{2})?\/my\/([a-z2-7]{32})(?=\/|$)/
const front = /^(?:\/[a-z]{2})?\/(?:my)?$/

// keptAs names what is kept of an address without telling it.
async function keptAs(secret) {
	const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
	return '/kept/' + Array.from(new Uint8Array(sum), b => b.toString(16).padStart(2, '0')).join('')
}

const isKept = async name => await caches.has(store) && !!await (await caches.open(store)).match(name)
const gone = answer => answer.status === 404 || answer.status === 410 || answer.headers.has('Clear-Site-Data')

// keep takes the printable weeks, whose bytes hold no secret, and its style.
async function keep(name, path) {
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
	const answer = await fetch(path + '/week?weeks=2&zone=' + encodeURIComponent(zone), { cache: 'no-store', credentials: 'omit', redirect: 'error' })
	if (gone(answer)) await forget(name)
	if (!answer.ok || gone(answer)) return false
	const html = await answer.text(), cache = await caches.open(store)
	// A new answer, for the one that came remembers its address.
	await cache.put(name, new Response(html, { headers: answer.headers }))
	await Promise.allSettled((html.match(/\/[a-z]+\.css\?v=[0-9a-f]+/g) || []).map(sheet => cache.add(sheet)))
	return true
}

async function forget(name) {
	const cache = await caches.open(store)
	await cache.delete(name)
	if ((await cache.keys()).some(r => new URL(r.url).pathname.startsWith('/kept/'))) return
	await caches.delete(store)
	// Who asked for pushed notes still needs this worker.
	if (!await self.registration.pushManager?.getSubscription()) await self.registration.unregister()
}

// kept is an agenda by its name; without one, that which was kept last.
async function kept(name) {
	if (!await caches.has(store)) return
	const cache = await caches.open(store)
	if (name) return cache.match(name)
	const all = (await cache.keys()).filter(r => new URL(r.url).pathname.startsWith('/kept/'))
	if (all.length) return cache.match(all.at(-1))
}

// follow does with what is kept what the answer asks for: a calendar that was
// emptied, moved or deleted is forgotten, one that was read is kept anew.
async function follow(name, path, request, answer) {
	if (!await isKept(name)) return
	const left = request.method === 'POST' && /\/(panic|rotate|delete)$/.test(new URL(request.url).pathname)
	if (gone(answer) || left && (answer.ok || answer.type === 'opaqueredirect')) return forget(name)
	if (request.method === 'GET' && answer.ok) await keep(name, path)
}

async function navigate(event, found) {
	const name = found && await keptAs(found[1])
	try {
		const answer = await fetch(event.request)
		if (name) event.waitUntil(follow(name, found[0], event.request, answer).catch(() => {})) // tried again at the next visit
		return answer
	} catch (offline) {
		return event.request.method === 'GET' && await kept(name) || Response.error()
	}
}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', event => {
	const url = new URL(event.request.url)
	if (url.origin !== location.origin) return
	if (event.request.mode === 'navigate') {
		const found = address.exec(url.pathname)
		if (found || front.test(url.pathname)) event.respondWith(navigate(event, found))
	} else if (url.pathname.endsWith('.css')) {
		event.respondWith(fetch(event.request).catch(async () => await caches.match(event.request) || Response.error()))
	}
})

// A page asks whether its agenda is kept here, to keep it, or to forget it.
self.addEventListener('message', event => {
	const found = address.exec(event.data.path), say = answer => event.ports[0].postMessage(answer)
	if (!found) return
	event.waitUntil(keptAs(found[1]).then(async name => {
		if (event.data.ask === 'keep') await keep(name, found[0])
		if (event.data.ask === 'forget') await forget(name)
		say(await isKept(name))
	}).catch(() => say(null)))
})

// ours is an address of this site; '' where it is none.
function ours(url) {
	if (typeof url !== 'string' || !URL.canParse(url, location.origin)) return ''
	const u = new URL(url, location.origin)
	return u.origin === location.origin ? u.href : ''
}

// joins is a link to join by, on whatever site; '' where it is none.
function joins(url) {
	return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : ''
}

// leads is where a note leads when it is pressed: to join by, or to the page of
// this site that is for it, which its button leads to always.
function leads(data, action) {
	return (action !== 'ours' && data?.join) || data?.ours || location.origin + '/'
}

// A pushed note is JSON: title and body, of this site url, and of a meeting that
// is joined by a link join, beside which ours are the words of a button that leads
// to url. One that can't be read is shown bare, for every push must show something.
self.addEventListener('push', event => {
	let note = null
	try { note = event.data.json() } catch { }
	const title = String(note?.title || 'Openchair'), body = String(note?.body || '')
	const data = { join: joins(note?.join), ours: ours(note?.url) }
	const actions = data.join && data.ours && note.ours ? [{ action: 'ours', title: String(note.ours) }] : []
	event.waitUntil(self.registration.showNotification(title, { body, tag: title + '\n' + body, icon: '/icon.png', data, actions }))
})

self.addEventListener('notificationclick', event => {
	event.notification.close()
	const url = leads(event.notification.data, event.action)
	event.waitUntil(self.clients.matchAll({ type: 'window' }).then(open => {
		const there = open.find(c => c.url === url)
		return there ? there.focus() : self.clients.openWindow(url)
	}))
})
