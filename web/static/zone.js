// Says the next start on this device's own clock, and spares the form for it.
(() => {
	const mine = document.getElementById('mine')
	if (!mine) return
	const at = new Date(mine.dataset.start)
	mine.textContent = mine.dataset.say + ': ' + at.toLocaleString(mine.dataset.lang, { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' })
	mine.hidden = false
	document.getElementById('zone-form').hidden = true
})()
