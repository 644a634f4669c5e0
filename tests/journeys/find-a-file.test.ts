import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHouse, calm, openBrowser, signIn, walker } from './walk.ts';

// An officer finds a file by whose it is, without a script; no address holds the name, and whom it showed reads that they were looked for.

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

test('by name, with a year beside it; then the list stands as before', async () => {
	const [file] = await askHouse<{ id: string; name: string; born: number; plain: string }>(
		`select c.id, p.name, p.birth_year as born, plain_words(p.name) as plain from case_file c join person p on p.id = c.owner_id
		where c.stage = 'filed' and c.receiving_centre_id = 1 order by c.made_at limit 1`
	);
	const officer = await walker(browser, { script: false });
	const { page } = officer;
	await signIn(page, 'mai', null);
	await page.goto('/can-bo/ho-so?muc=all');
	await page.locator('#words').fill(`${file!.plain} ${file!.born}`);
	await page.locator('#words').press('Enter');
	expect(await page.locator('.found').innerText()).toContain('hồ sơ của');
	const row = page.locator('tbody tr', { has: page.locator(`a[href$="${file!.id}"]`) });
	expect(await row.innerText()).toMatch(new RegExp(`${file!.name}[^]*${file!.born} · thôn`));
	expect(page.url()).not.toContain(file!.plain.split(' ')[0]!);
	expect(
		await askHouse(
			`select l.what, l.purpose from look l join case_file c on c.owner_id = any(l.people) where c.id = '${file!.id}' and l.purpose = 'find-file'`
		)
	).not.toEqual([]);
	await page.getByRole('link', { name: 'Về danh sách' }).click();
	expect(await page.locator('.found').count()).toBe(0);
	await page.locator('#words').fill('Quạnh Vắng Hoe');
	await page.locator('#words').press('Enter');
	expect(await page.locator('.found').innerText()).toContain('Không có hồ sơ nào');
	calm(officer);
	await officer.context.close();
});
