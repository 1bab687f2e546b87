// Fills in where the device is, rounded to about a kilometer, if it is asked to.
(() => {
	const button = document.getElementById('here')
	if (!button || !navigator.geolocation) return
	const form = button.form, near = document.getElementById('near'), at = document.getElementById('at'), said = document.getElementById('here-said')
	button.hidden = false
	button.addEventListener('click', () => {
		said.textContent = button.dataset.asking
		navigator.geolocation.getCurrentPosition(p => {
			at.value = p.coords.latitude.toFixed(2) + ',' + p.coords.longitude.toFixed(2)
			near.value = ''
			form.requestSubmit(document.getElementById('show'))
		}, () => { said.textContent = button.dataset.silent }, { timeout: 15000, maximumAge: 600000 })
	})
	near.addEventListener('input', () => { at.value = '' })
})()
