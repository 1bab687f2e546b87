// Keeps the agenda readable offline on this device where somebody asks for it,
// and forgets it again; lets the week to print know this device's time zone.
(() => {
	for (const a of document.querySelectorAll('a.week-link')) a.search = '?zone=' + encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)
	const box = document.getElementById('offline'), worker = navigator.serviceWorker
	if (!box || !worker || !window.caches) return
	const keep = document.getElementById('offline-keep'), forget = document.getElementById('offline-forget'), said = document.getElementById('offline-said')

	// ask resolves to whether the agenda is kept; null where that can't be told.
	const ask = what => worker.ready.then(ready => new Promise(answer => {
		const channel = new MessageChannel()
		channel.port1.onmessage = e => answer(e.data)
		ready.active.postMessage({ ask: what, path: location.pathname }, [channel.port2])
	}))
	const show = (kept, word) => {
		keep.hidden = kept
		forget.hidden = !kept
		said.textContent = word || (kept ? said.dataset.kept : '')
		box.hidden = false
	}
	keep.addEventListener('click', async () => {
		try {
			await worker.register('/sw.js')
			const kept = await ask('keep')
			show(!!kept, kept ? '' : said.dataset.bad)
		} catch { show(false, said.dataset.bad) }
	})
	forget.addEventListener('click', async () => { show(!!await ask('forget')) })
	worker.getRegistration('/').then(async known => show(!!known && !!await ask('')), () => show(false))
})()
