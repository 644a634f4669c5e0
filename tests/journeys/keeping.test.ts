import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Whoever runs the house sets how long it keeps what it needs no more; the head of a centre reads it.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const keeping = (...more: string[]) =>
	promisify(execFile)(process.execPath, ['house/run.mjs', 'house/keeping.ts', ...more], {
		env: { ...process.env, DATA_DIR: inject('dataDir'), SEED: 'demo' }
	});

test('a keeping time is set for the whole house, read there and on the page; nonsense changes nothing', async () => {
	const before = (await keeping()).stdout;
	expect(before).toMatch(/^keep-links +30 /m);
	const leader = await walker(browser, { script: false });
	try {
		expect((await keeping('keep-links', '17')).stdout).toMatch(/^keep-links +17 /m);
		await signIn(leader.page, 'thach', null);
		await leader.page.goto(`${origin}/can-bo/yeu-cau-du-lieu`);
		expect(await leader.page.locator('tr', { hasText: 'Đường dẫn đã hết hạn' }).innerText()).toContain('17 ngày');
		// Nobody has said for how long looks are kept.
		expect(await leader.page.locator('tr', { hasText: 'Lượt xem: ai đã xem của ai' }).innerText()).toContain('Giữ mãi');
		for (const wrong of [
			['keep-links', '0'],
			['keep-links', 'mười'],
			['keep-everything', '3'],
			['keep-links'],
			['keep-looks', '364']
		])
			await expect(keeping(...wrong)).rejects.toMatchObject({ code: 2 });
	} finally {
		await keeping('keep-links', '30');
	}
	expect((await keeping()).stdout).toBe(before);
	calm(leader);
	await leader.context.close();
});
