import { globSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Demo } from '../support/house.ts';
import { beginWith } from './guide.ts';
import { askHouse, openBrowser, origin, signIn, walker } from './walk.ts';

// Whoever finds a covered machine sits in that browser, with its cookies: every address of staff, asked for and sent to,
// leads to the lantern, shows nobody and writes nothing. The routes are found, not listed.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const passwordOf = (login: string): string =>
	(JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo).staff.find(
		(one) => one.login === login
	)!.password;

type Route = { path: string; methods: string[]; actions: string[] };

const id = '00000000-0000-4000-8000-000000000000';

/** Every address of staff, what it takes, and what its forms are called. */
function staffRoutes(): Route[] {
	const folders = Map.groupBy(globSync('src/routes/can-bo/**/+{page,server,page.server,page@}*.{ts,svelte}'), (file) =>
		file.replaceAll('\\', '/').replace(/\/[^/]+$/, '')
	);
	return [...folders].map(([folder, files]) => {
		const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
		const block = /export const actions[^{]*\{([\s\S]*?)\n\};/.exec(text)?.[1] ?? '';
		return {
			path: folder
				.replace('src/routes', '')
				.replace(/\/\([^)]+\)/g, '')
				.replace(/\[[^\]]+\]/g, id),
			methods: [
				...(/export const GET|\+page/.test(text + files.join()) ? ['GET'] : []),
				...(/POST/.test(text) ? ['POST'] : [])
			],
			actions: [...block.matchAll(/^\t(\w+):/gm)].map(([, name]) => name!)
		};
	});
}

/** Open to whoever is nobody yet, and what the lantern itself offers. */
const own = new Set(['/can-bo/dang-nhap', '/can-bo/dang-nhap/khoa-may', '/can-bo/ma', '/can-bo/khoa']);

test('a covered machine leads every address of staff to its lantern, and writes nothing', async () => {
	const guide = await walker(browser);
	const { page, context } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await beginWith(page, 'cuc thi vang');
	const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const ask = (path: string, init: RequestInit = {}) =>
		fetch(origin + path, {
			redirect: 'manual',
			...init,
			headers: {
				origin,
				cookie,
				accept: 'text/html',
				'content-type': 'application/x-www-form-urlencoded',
				...init.headers
			}
		});
	const post = (path: string, body = '') => ask(path, { method: 'POST', body });
	// Open, it shows her: otherwise nothing below would prove anything.
	expect(await (await ask('/can-bo/phien')).text()).toContain('Cúc Thị Vàng');
	expect((await post('/can-bo/khoa?/lock')).status).toBe(303);
	// What the house does by itself meanwhile is not this browser's.
	const journal = async () =>
		(await askHouse<{ n: string }>("select count(*) as n from journal where actor_kind <> 'system'"))[0]!.n;
	const looks = async () => (await askHouse<{ n: string }>('select count(*) as n from look'))[0]!.n;
	const before = [await journal(), await looks()];
	const routes = staffRoutes().filter(({ path }) => !own.has(path));
	expect(routes.length).toBeGreaterThan(40);
	const wrong: string[] = [];
	for (const { path, methods, actions } of routes) {
		const tries: [string, Promise<Response>][] = [
			...(methods.includes('GET') ? [[`GET ${path}`, ask(path)] as [string, Promise<Response>]] : []),
			...(methods.includes('POST')
				? [[`POST ${path}`, post(path, `request=${id}`)] as [string, Promise<Response>]]
				: []),
			...actions.map((name): [string, Promise<Response>] => [
				`POST ${path}?/${name}`,
				post(name === 'default' ? path : `${path}?/${name}`, `request=${id}&id=${id}&words=cuc&person=${id}`)
			])
		];
		for (const [what, asked] of tries) {
			const reply = await asked;
			const to = reply.headers.get('location') ?? '';
			if (reply.status !== 303 || !(to.startsWith('/can-bo/khoa') || what === 'GET /can-bo/ra'))
				wrong.push(`${what}: ${reply.status} ${to}`);
			if ((await reply.text()).includes('Vàng')) wrong.push(`${what} names her`);
		}
	}
	expect(wrong).toEqual([]);
	expect([await journal(), await looks()]).toEqual(before);

	// A page looking again by itself is led there too; by the password all is as it was.
	await page.goto(`${origin}/can-bo/phien/giay-to`);
	await page.waitForURL(/can-bo\/khoa/);
	expect(await page.locator('body').innerText()).not.toContain('Vàng');
	await page.getByRole('button', { name: 'Gọi đồng nghiệp' }).click();
	await page.getByText('Đã báo lên bảng gọi số').waitFor();
	const colleague = await walker(browser);
	await signIn(colleague.page, 'mai', 'Quầy 2');
	await colleague.page.goto(`${origin}/can-bo/bang`);
	await colleague.page.getByText('ở bàn Bàn hướng dẫn 1').waitFor();
	await colleague.page.getByRole('button', { name: 'Cháu đến ngay' }).first().click();
	await colleague.context.close();
	await page.goto(`${origin}/can-bo/phien`);
	await page.locator('input[type=password]').fill('hoan toan sai');
	await page.locator('input[type=password]').press('Enter');
	await page.getByText('Mật khẩu chưa khớp').waitFor();
	await page.locator('input[type=password]').fill(passwordOf('lua'));
	await page.locator('input[type=password]').press('Enter');
	await page.waitForURL(`${origin}/can-bo/phien`);
	expect(await page.locator('.who').innerText()).toContain('Cúc Thị Vàng');
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	await context.close();
});
