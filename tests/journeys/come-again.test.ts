import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, openBrowser, walker } from './walk.ts';

// Whoever opens a public page again is told that it has not changed, and sees it as they saw it first.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('a page that did not change keeps its own policy: words, drawings and colours are there each time', async () => {
	const her = await walker(browser, { width: 360, height: 740 });
	for (const path of ['/', '/tim?q=khai sinh', '/thu-tuc/2.000635', '/dia-chi-cu', '/lay-so']) {
		const seen: string[] = [];
		for (let n = 0; n < 3; n++) {
			await her.page.goto(path);
			seen.push(await her.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
		}
		expect([path, ...new Set(seen)]).toEqual([path, 'rgb(251, 248, 243)']);
	}
	calm(her);
	await her.context.close();
});
