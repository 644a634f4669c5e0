import type { Page } from 'playwright-core';

// What of a page is lost to whoever reads in their own colours: grounds, shadows and tints are gone; edges, lines, signs and native
// controls stay. What is chosen, current or pressed is compared with itself when it is not, and with its neighbours that are not.

/** Rings were looked at once for each kind of thing: a button of one class is alike on every page. */
const ringsSeen = new Set<string>();

const STATES = [
	"[aria-pressed='true']",
	"[aria-current]:not([aria-current='false'])",
	"[aria-selected='true']",
	"[aria-checked='true']",
	'input:checked',
	'.on',
	'.now',
	'.here',
	'.at',
	'.current',
	'.chosen'
] as const;

const findLost = (page: Page) =>
	page.evaluate((states) => {
		const faults: string[] = [];
		const nameOf = (one: Element): string =>
			`${one.tagName.toLowerCase()}${[...one.classList]
				.filter((name) => !name.startsWith('svelte-'))
				.map((name) => `.${name}`)
				.join('')} “${(one.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30)}”`;
		const isSeen = (one: Element): boolean =>
			one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
			one.getBoundingClientRect().width > 2 &&
			one.getBoundingClientRect().height > 2;
		/** The page's own ground (white, as the browser of the tests forces it) and none look alike. */
		const groundOf = (paint: string): string =>
			/, 0\)$/.test(paint) || paint === 'rgb(255, 255, 255)' ? 'none' : paint;
		/** Edges, rings, lines and grounds as they are painted in these colours. */
		const boxOf = (one: Element, part?: string): string => {
			const look = getComputedStyle(one, part);
			if (look.display === 'none' || look.visibility === 'hidden') return 'unseen';
			if (part && (look.content === 'none' || look.content === 'normal')) return '';
			const edge = (side: 'Top' | 'Right' | 'Bottom' | 'Left'): string =>
				look[`border${side}Style`] === 'none' || Number.parseFloat(look[`border${side}Width`]) === 0
					? ''
					: `${look[`border${side}Width`]} ${look[`border${side}Style`]} ${look[`border${side}Color`]}`;
			const ring =
				look.outlineStyle === 'none' || Number.parseFloat(look.outlineWidth) === 0
					? ''
					: `${look.outlineWidth} ${look.outlineStyle} ${look.outlineColor}`;
			return [
				...[edge('Top'), edge('Right'), edge('Bottom'), edge('Left'), ring],
				...[look.textDecorationLine, look.color, groundOf(look.backgroundColor), part ? look.content : ''],
				// What holds no words may say it by its shape.
				...(!part && one.textContent?.trim() === '' ? [one.clientWidth, one.clientHeight] : []),
				...(one instanceof SVGElement ? [look.fill, look.stroke, look.strokeWidth, look.strokeDasharray] : [])
			].join('|');
		};
		const whole = (one: Element): string => [boxOf(one), boxOf(one, '::before'), boxOf(one, '::after')].join('/');
		const tree = (one: Element): string => [one, ...one.querySelectorAll('*')].map(whole).join('\n');
		/** Where a choice is seen: in what it labels too. */
		const placeOf = (one: Element): Element =>
			one instanceof HTMLInputElement ? (one.closest('label') ?? one.parentElement!) : one;
		const isNative = (one: Element): boolean =>
			one instanceof HTMLInputElement && isSeen(one) && getComputedStyle(one).appearance !== 'none';

		const unsay = (one: Element, state: string): (() => void) => {
			if (state === 'input:checked' && one instanceof HTMLInputElement) {
				one.checked = false;
				return () => (one.checked = true);
			}
			if (state.startsWith('.')) {
				one.classList.remove(state.slice(1));
				return () => one.classList.add(state.slice(1));
			}
			const name = /aria-[a-z]+/.exec(state)![0];
			const was = one.getAttribute(name)!;
			if (name === 'aria-current') one.removeAttribute(name);
			else one.setAttribute(name, 'false');
			return () => one.setAttribute(name, was);
		};
		const signs = (one: Element): number => [...one.querySelectorAll('svg')].filter(isSeen).length;
		const peersOf = (one: Element, state: string): Element[] => {
			for (let up = one.parentElement, n = 0; up && n < 3; up = up.parentElement, n++) {
				const peers = [...up.querySelectorAll(one.tagName)].filter(
					(other) => other !== one && !other.matches(state) && isSeen(other) && !one.contains(other)
				);
				if (peers.length > 0) return peers;
			}
			return [];
		};
		const isTold = (one: Element, state: string): boolean => {
			// What only frames the thing that is current is said by that thing.
			if (state.startsWith('.') && one.querySelector(states.filter((other) => other.includes('aria')).join()))
				return true;
			const place = placeOf(one);
			const before = tree(place);
			const again = unsay(one, state);
			const after = tree(place);
			again();
			if (before !== after) return true;
			const peers = peersOf(one, state);
			return peers.length > 0 && peers.every((peer) => whole(peer) !== whole(one) || signs(peer) !== signs(one));
		};
		for (const state of states)
			for (const one of document.querySelectorAll(state))
				if (
					(one instanceof HTMLInputElement ? isSeen(placeOf(one)) : isSeen(one)) &&
					!isNative(one) &&
					!isTold(one, state)
				)
					faults.push(`${state} is not told apart: ${nameOf(placeOf(one))}`);

		// A sign is painted as the words beside it are: a white tick on a ground that is gone is none. What is cut out of it is the page's ground.
		for (const svg of document.querySelectorAll('svg.glyph'))
			if (isSeen(svg)) {
				const { color } = getComputedStyle(svg.parentElement!);
				const paints = [...svg.querySelectorAll('path, circle, rect, line, polyline, polygon, ellipse')]
					.flatMap((part) => [getComputedStyle(part).fill, getComputedStyle(part).stroke])
					.filter((paint) => paint !== 'none');
				if (!paints.includes(color) || paints.some((paint) => paint !== color && groundOf(paint) !== 'none'))
					faults.push(`a sign in a colour of its own: ${nameOf(svg.parentElement!)}`);
			}
		return faults;
	}, STATES);

/** What has no ring of its own once it has the keyboard; `kinds` are those that were looked at. */
const findRingless = (page: Page, seen: readonly string[]) =>
	page.evaluate((known) => {
		const [faults, kinds]: [string[], string[]] = [[], []];
		const isSeen = (one: Element): boolean => one.checkVisibility({ opacityProperty: true }) && one.clientWidth > 2;
		const ringOf = (one: Element): string => {
			const { border, outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
			return [border, outlineStyle, outlineStyle === 'none' ? '' : outlineWidth + outlineColor].join();
		};
		for (const one of document.querySelectorAll<HTMLElement>(
			':is(a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]):not(:disabled)'
		)) {
			const kind = [one.tagName, one.getAttribute('type'), one.className, one.parentElement?.className].join(' ');
			if (known.includes(kind) || kinds.includes(kind) || !one.checkVisibility()) continue;
			kinds.push(kind);
			const shown = (one instanceof HTMLInputElement && !isSeen(one) ? [...(one.labels ?? [])] : [one]).filter((each) =>
				each.checkVisibility()
			);
			(document.activeElement as HTMLElement | null)?.blur();
			const without = shown.map(ringOf).join();
			one.focus();
			if (document.activeElement === one && shown.length > 0 && shown.map(ringOf).join() === without)
				faults.push(`no ring in the reader’s colours: ${one.tagName} “${(one.textContent ?? '').trim().slice(0, 30)}”`);
		}
		(document.activeElement as HTMLElement | null)?.blur();
		return { faults, kinds };
	}, seen);

/** What is lost on one page in the reader's own colours. */
export async function faultsForced(page: Page): Promise<string[]> {
	await page.emulateMedia({ forcedColors: 'active' });
	// Whoever last used a mouse is shown no ring.
	await page.keyboard.press('Shift');
	const lost = await findLost(page);
	const { faults, kinds } = await findRingless(page, [...ringsSeen]);
	for (const kind of kinds) ringsSeen.add(kind);
	await page.emulateMedia({ forcedColors: 'none' });
	return [...new Set([...lost, ...faults])];
}
