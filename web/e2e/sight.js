// What is looked for on every page: by axe, and by measure.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

// Good practice for pages, of which a letter is none.
const standards = [...wcag, 'best-practice']

// axeFinds lists what axe-core finds wrong; only names rules, none means all of WCAG 2.2 AA and good practice.
export const axeFinds = (page, ...only) => axeRuns(page, only.length ? { type: 'rule', values: only } : { type: 'tag', values: standards })
export const axeFindsInLetter = page => axeRuns(page, { type: 'tag', values: wcag })

async function axeRuns(page, runOnly) {
	if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe)
	const { violations } = await page.evaluate(options => window.axe.run(document, options), { runOnly, rules: runOnly.type === 'tag' ? { 'target-size': { enabled: true } } : {}, resultTypes: ['violations'], preload: false })
	return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.html.slice(0, 160)} ${(n.failureSummary ?? '').replace(/\s+/g, ' ').slice(0, 200)}`))
}

// tooWide lists what sticks out of a screen of the given width, and small what
// a finger can't hit: less than 24 px either way, unless it stands in a line of
// text, or on a map, whose dots lead to what the list beneath leads to.
export const tooWide = (page, width) => page.evaluate(width => {
	if (document.documentElement.scrollWidth <= width) return []
	const name = e => `${e.tagName.toLowerCase()}.${e.getAttribute('class')} ${e.textContent.slice(0, 40)}`
	return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 0.5).map(e => `wider than ${width} px: ${name(e)}`).slice(0, 5)
}, width)

export const tooSmall = page => page.evaluate(() => {
	const shown = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.type !== 'hidden' && !e.closest('.vh, .skip, .map svg')
	const target = e => e.matches('.pick, .chips input:not([type=hidden])') ? e.labels[0] : e
	const inText = e => e.matches('a') && getComputedStyle(e).display === 'inline' && /\S/.test([...e.parentElement.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(''))
	return [...document.querySelectorAll('a[href], button, input, select, summary, textarea')].map(target).filter(e => e && shown(e) && !inText(e)).flatMap(e => {
		const { width, height } = e.getBoundingClientRect()
		return width >= 24 && height >= 24 ? [] : [`${Math.round(width)} × ${Math.round(height)} px: ${e.outerHTML.slice(0, 120)}`]
	})
})

// wordsOf reads all words of ours on a page: what lists say stands in bdi, and
// what is in another language says so. Dots on a map bear names of meetings.
export const wordsOf = (page, lang) => page.evaluate(lang => {
	const body = document.documentElement.cloneNode(true)
	for (const e of body.querySelectorAll(`bdi, script, style, .map a, [lang]:not([lang=${lang}]):not(html)`)) e.remove()
	const attributes = [...body.querySelectorAll('[placeholder], [aria-label], [title], [alt], meta[name=description]')]
		.flatMap(e => ['placeholder', 'aria-label', 'title', 'alt', 'content'].map(a => e.getAttribute(a) ?? ''))
	return [body.textContent, ...attributes].join(' ').replace(/\s+/g, ' ')
}, lang)
