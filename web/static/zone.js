// Says the next start on this device's own clock and spares the form for it.
(() => {
	const mine = document.getElementById('mine')
	if (!mine) return
	const said = mine.dataset, at = new Date(said.start), two = n => String(n).padStart(2, '0')
	const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-'), minutes = two(at.getMinutes())
	if (day + 'T' + two(at.getHours()) + ':' + minutes === said.local) {
		mine.textContent = said.same
	} else {
		const date = at.toLocaleDateString(said.lang, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
		const clock = (at.getHours() + 11) % 12 + 1 + ':' + minutes + ' ' + said.halves.split(' ')[at.getHours() < 12 ? 0 : 1]
		mine.textContent = said.say + ': ' + date + ', ' + clock
	}
	mine.hidden = false
	document.getElementById('zone-form').hidden = true
})()
