import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

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
		const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walk.nextNode() as Text | null; node; node = walk.nextNode() as Text | null) {
			const holder = node.parentElement!;
			if (holder.closest('script, style, noscript, option, .hidden, svg, [data-breaks]')) continue;
			for (const { 0: word, index } of node.data.matchAll(/[^\s\u00ad\u200b\-–—/@.]{2,}/g)) {
				const range = document.createRange();
				range.setStart(node, index);
				range.setEnd(node, index + word.length);
				const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
				if (lines.some(({ top, height }) => Math.abs(top - lines[0]!.top) > height / 2)) broken.add(word);
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
	const { violations } = isPaper(path)
		? { violations: [] }
		: await new AxeBuilder({ page }).setLegacyMode(true).analyze();
	return [
		...(said.lang === locale ? [] : [`lang ${said.lang}`]),
		...(said.wide && !isPaper(path) ? ['scrolls sideways'] : []),
		...(isPaper(path) ? [] : (await brokenWords(page)).map((word) => `broken “${word}”`)),
		...forbidden.filter((words) => said.text.includes(words)).map((words) => `untranslated “${words}”`),
		...violations.map((fault) => `${fault.id} ${fault.nodes[0]?.target.join(' ')}`)
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
