import type { Page } from 'playwright-core';
import { axeOf, sayingOnly } from './axe.ts';

// What may be wrong with a page as it stands before somebody: what crawls look for.

/** A page of paper holds no heading of its own and is not walked through. */
export const isPaper = (path: string): boolean => /\/in$|bien-lai|theo-doi\/phieu$/.test(path);

/**
 * Words that begin on one line and end on the next; what a machine reads (`data-breaks`) may. A line may end after a hyphen or a stroke between words, never inside
 * of "Người" or of "13:42": a column is as wide as its longest word.
 */
export const brokenWords = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const broken = new Set<string>();
		/** Whether it stands on more lines than one. */
		const isOnMore = (range: Range): boolean => {
			const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
			return lines.some(({ top, height }) => Math.abs(top - lines[0]!.top) > height / 2);
		};
		const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walk.nextNode() as Text | null; node; node = walk.nextNode() as Text | null) {
			const holder = node.parentElement!;
			if (holder.closest('script, style, noscript, option, .hidden, svg, code, [data-breaks]')) continue;
			// What lies folded away is laid out for nobody.
			if (!holder.checkVisibility()) continue;
			const all = document.createRange();
			all.selectNodeContents(node);
			// Where no text is broken, no word of it is: most are short.
			if (!isOnMore(all)) continue;
			for (const { 0: word, index } of node.data.matchAll(/[^\s\u00ad\u200b\-–—/@.]{2,}/g)) {
				const range = document.createRange();
				range.setStart(node, index);
				range.setEnd(node, index + word.length);
				if (isOnMore(range)) broken.add(word);
			}
		}
		return [...broken];
	});

const lookAt = (page: Page) =>
	page.evaluate(() => {
		const shown = document.body.cloneNode(true) as HTMLElement;
		for (const one of shown.querySelectorAll('[lang=vi], script, style')) one.remove();
		return {
			text: shown.innerText.replace(/\s+/g, ' '),
			lang: document.documentElement.lang,
			wide: document.documentElement.scrollWidth > innerWidth + 1
		};
	});

/** What is wrong with one page as it stands there. */
export async function faultsOf(
	page: Page,
	path: string,
	locale: string,
	forbidden: readonly string[]
): Promise<string[]> {
	const said = await lookAt(page);
	const { violations } = isPaper(path) ? { violations: [] } : await axeOf(page, locale === 'vi' ? {} : sayingOnly);
	return [
		...(said.lang === locale ? [] : [`lang ${said.lang}`]),
		...(said.wide && !isPaper(path) ? ['scrolls sideways'] : []),
		...(isPaper(path) ? [] : (await brokenWords(page)).map((word) => `broken “${word}”`)),
		...forbidden.filter((words) => said.text.includes(words)).map((words) => `untranslated “${words}”`),
		...violations.map((fault) => `${fault.id} ${fault.nodes[0]?.target.join(' ')}`)
	];
}

/** How much of the window bars hold that never let go, of its height. */
const heldByBars = (page: Page): Promise<number> =>
	page.evaluate(() => {
		const bars = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) => {
			const { position, pointerEvents, top } = getComputedStyle(one);
			// What is only pushed down to the end of a short page holds nothing.
			const ends = position === 'sticky' && Number.parseFloat(top) >= innerHeight;
			return ['sticky', 'fixed'].includes(position) && !ends && pointerEvents !== 'none' && one.checkVisibility();
		});
		// In the middle of the page, where what only ends it is not to be seen; what stands abreast is held once.
		scrollTo(0, document.body.scrollHeight / 2);
		const rows = new Set<number>();
		for (const one of bars) {
			const { top, bottom } = one.getBoundingClientRect();
			for (let row = Math.max(0, Math.round(top)); row < Math.min(innerHeight, bottom); row++) rows.add(row);
		}
		return rows.size / innerHeight;
	});

/** What is wrong with a page through a strong glass: 1280 × 800 at 400 %. */
export async function faultsMagnified(page: Page, path: string): Promise<string[]> {
	if (isPaper(path)) return [];
	const before = page.viewportSize()!;
	await page.setViewportSize({ width: 320, height: 200 });
	const [held, { wide }, broken] = [await heldByBars(page), await lookAt(page), await brokenWords(page)];
	await page.setViewportSize(before);
	return [
		...(held > 1 / 3 ? [`bars hold ${Math.round(held * 100)} % of a small window`] : []),
		...(wide ? ['scrolls sideways in a small window'] : []),
		...broken.map((word) => `broken in a small window “${word}”`)
	];
}

/** Keys that lie below what is seen without scrolling: of those that `which` finds. */
export const belowTheFold = (page: Page, which: string): Promise<string[]> =>
	page.evaluate(
		(selector) =>
			[...document.querySelectorAll<HTMLElement>(selector)]
				.filter((one) => one.checkVisibility({ visibilityProperty: true }))
				.filter((one) => one.getBoundingClientRect().bottom > innerHeight + 1)
				.map((one) => one.innerText.trim()),
		which
	);
