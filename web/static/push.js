// Subscribes this device to pushed reminders where somebody presses the button
// for it, and sends the form with what the browser gave.
(() => {
	const box = document.getElementById('device'), worker = navigator.serviceWorker
	if (!box || !worker || !window.PushManager || !window.Notification) return
	const button = document.getElementById('device-ask'), said = document.getElementById('device-said'), form = button.form

	const bytes = key => Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0))
	const same = (a, b) => a && a.byteLength === b.byteLength && new Uint8Array(a).every((byte, i) => byte === b[i])

	// subscription is this device's, made with the site's key of today.
	const subscription = async key => {
		await worker.register('/sw.js')
		const push = (await worker.ready).pushManager, had = await push.getSubscription()
		if (had && same(had.options.applicationServerKey, key)) return had
		if (had) await had.unsubscribe()
		return push.subscribe({ userVisibleOnly: true, applicationServerKey: key })
	}
	button.addEventListener('click', async event => {
		event.preventDefault()
		button.disabled = true
		said.textContent = ''
		try {
			if (await Notification.requestPermission() !== 'granted') {
				said.textContent = said.dataset.denied
			} else {
				form.elements.subscription.value = JSON.stringify(await subscription(bytes(box.dataset.key)))
				form.submit()
			}
		} catch {
			said.textContent = said.dataset.bad
		}
		button.disabled = false
	})
	document.getElementById('device-off').hidden = true
	box.hidden = false
})()
