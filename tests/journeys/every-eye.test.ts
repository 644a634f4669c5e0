import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, beginWith } from './guide.ts';
import { brokenWords } from './page-faults.ts';
import { answerAll, calm, openBrowser, origin, signIn, walker } from './walk.ts';

// For every eye: in the reader's own colours what is chosen is seen, and through a strong magnifier nothing is covered.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** How an element is told apart where grounds and colours are the reader's own. */
const edgeOf = (page: Page, which: string): Promise<string[]> =>
	page.locator(which).evaluateAll((all) =>
		all.map((one) => {
			const { outlineStyle, outlineWidth } = getComputedStyle(one);
			return `${outlineStyle} ${outlineWidth}`;
		})
	);

/** What stands over the middle of a box once it has the focus, and how much of the window bars hold that never let go. */
const windowOf = (page: Page, box: string) =>
	page.evaluate((selector) => {
		const input = document.querySelector<HTMLElement>(selector)!;
		input.focus();
		input.scrollIntoView({ block: 'nearest' });
		const { left, top, width, height } = input.getBoundingClientRect();
		const over = document.elementFromPoint(left + width / 2, top + height / 2);
		const bars = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) =>
			['sticky', 'fixed'].includes(getComputedStyle(one).position)
		);
		const held = bars
			.filter((one) => one.checkVisibility() && getComputedStyle(one).pointerEvents !== 'none')
			.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0);
		return {
			seen: over === input || input.contains(over),
			held: held / innerHeight,
			wide: document.documentElement.scrollWidth > innerWidth + 1
		};
	}, box);

test('in the reader’s own colours an answer that stands and a paper that was looked at are told apart', async () => {
	const guide = await walker(browser);
	const { page } = guide;
	await page.emulateMedia({ forcedColors: 'active' });
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await beginWith(page, 'Sương Thị Sớm');
	await begin(guide, 'ban sao ket hon', '2.000635');
	await page.goto(`${origin}/can-bo/phien/giay-to`);
	const [chosen, others] = ['.acts [aria-pressed=true]', '.acts [aria-pressed=false]'];
	expect(await edgeOf(page, chosen)).not.toEqual([]);
	for (const edge of await edgeOf(page, chosen)) expect(edge).toBe('solid 3px');
	for (const edge of await edgeOf(page, others)) expect(edge).toMatch(/^none/);
	await page.goto(`${origin}/can-bo/phien`);
	await answerAll(page);
	await page.goto(`${origin}/can-bo/phien?cau=for-self`);
	expect(await edgeOf(page, '.option[aria-pressed=true]')).toEqual(['solid 3px']);
	for (const edge of await edgeOf(page, '.option[aria-pressed=false]')) expect(edge).toMatch(/^none/);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	calm(guide);
}, 60_000);

// 1280 × 800 at 200 % and at 400 %: so many pixels are left of the window.
test.each([
	[640, 400],
	[320, 200]
])(
	'in a window of %s × %s what is typed is seen, no bar takes a third of it, and no word is broken',
	async (width, height) => {
		const guide = await walker(browser);
		const { page } = guide;
		await signIn(page, 'lua', 'Bàn hướng dẫn 1');
		await beginWith(page, 'Sương Thị Sớm');
		await begin(guide, 'huu tri', '1.014027');
		await page.setViewportSize({ width, height });
		for (const [path, box] of [
			['/can-bo/phien', 'form.question :is(input[name=raw], .option)'],
			['/can-bo/phien/giay-to', '.acts button']
		] as const) {
			await page.goto(origin + path);
			const { seen, held, wide } = await windowOf(page, box);
			expect([path, seen, wide]).toEqual([path, true, false]);
			expect(held, path).toBeLessThan(1 / 3);
			expect([path, await brokenWords(page)]).toEqual([path, []]);
		}
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.keyboard.press('F10');
		await page.waitForURL(/can-bo\/quay/);
		calm(guide);
	},
	60_000
);
