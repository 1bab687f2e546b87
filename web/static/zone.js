// Says starts on this device's own clock where that shows another time, and
// spares the form for it.
(() => {
	const said = document.getElementById('main').dataset, two = n => String(n).padStart(2, '0')
	// yours is a start as this device says it; '' where its clock shows the same.
	const yours = (start, whole) => {
		const at = new Date(start), minutes = two(at.getMinutes())
		const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
		if (day + 'T' + two(at.getHours()) + ':' + minutes === start.slice(0, 16)) return ''
		const clock = (at.getHours() + 11) % 12 + 1 + ':' + minutes + ' ' + said.halves.split(' ')[at.getHours() < 12 ? 0 : 1]
		const date = more => at.toLocaleDateString(said.tag, { weekday: 'long', ...more }).replace(',', '')
		if (whole) return date({ day: 'numeric', month: 'long' }) + ', ' + clock
		return day === start.slice(0, 10) ? clock : clock + ', ' + date()
	}
	for (const when of document.querySelectorAll('.when[data-start]')) {
		const own = yours(when.dataset.start)
		if (own) when.append(Object.assign(document.createElement('p'), { className: 'yours', textContent: said.yours + ' ' + own }))
	}
	const mine = document.getElementById('mine')
	if (!mine) return
	const own = yours(mine.dataset.start, true)
	mine.textContent = own ? mine.dataset.say + ': ' + own : mine.dataset.same
	mine.hidden = false
	document.getElementById('zone-form').hidden = true
})()
