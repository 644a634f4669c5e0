import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../gate/browser.mjs';
import type { Demo } from './house.ts';

// The doors whose cost is watched: what is opened most, and a page of each kind.

/** At most so many trips to the database and statements, once it is warm and whoever asks is remembered; more needs a reason. What a page asks hangs a little on what stands on it. */
export type Door = { name: string; trips: number; statements: number } & (
	| { as: 'mai' | 'thach' | 'anybody' | 'resident'; path: string }
	| { key: 'mai'; kind: 'commands' | 'queries'; door: string; input: (given: Given) => object }
);
/** What a call needs of the house: somebody of its register. */
export type Given = { person: string };

const paper = (name: string) => ({ id: crypto.randomUUID(), paper: name, verdict: 'seen', sha256: null });

export const doors: readonly Door[] = [
	{
		// One trip and one statement of these nobody waits for: a word to the workers, once it is kept (under load one for several).
		...{ name: 'cases.submit', key: 'mai', kind: 'commands', door: 'cases.submit', trips: 3, statements: 6 },
		input: ({ person }) => ({
			...{ id: crypto.randomUUID(), person, procedure: '2.000635' },
			answers: { copies: '2', 'registered-on': '1972', 'for-self': 'yes' },
			papers: ['a', 'b', 'c'].map(paper)
		})
	},
	{
		...{ name: 'residents.find', key: 'mai', kind: 'queries', door: 'residents.find', trips: 3, statements: 6 },
		// Why is said from the first on: whoever searches for nobody as often as a bench does is asked for it.
		input: () => ({ words: 'suong thi som', why: 'find-register' })
	},
	{
		name: 'places.centre',
		key: 'mai',
		kind: 'queries',
		door: 'places.centre',
		trips: 2,
		statements: 4,
		input: () => ({ centre: 1 })
	},
	{ name: 'board', as: 'mai', path: '/can-bo/bang', trips: 3, statements: 26 },
	{ name: 'files', as: 'mai', path: '/can-bo/ho-so', trips: 3, statements: 15 },
	{ name: 'needs', as: 'mai', path: '/can-bo/nhu-cau', trips: 3, statements: 16 },
	// Which lines, the lines, and what was said on them: a page far down reads no more than the first.
	{ name: 'tickets', as: 'mai', path: '/can-bo/ho-tro', trips: 4, statements: 23 },
	{ name: 'register', as: 'mai', path: '/can-bo/dan-cu', trips: 3, statements: 13 },
	{ name: 'today', as: 'thach', path: '/can-bo/hom-nay', trips: 3, statements: 25 },
	{ name: 'own page', as: 'resident', path: '/cua-toi', trips: 3, statements: 22 },
	{ name: 'front', as: 'anybody', path: '/', trips: 0, statements: 0 },
	{ name: 'a procedure', as: 'anybody', path: '/thu-tuc/2.000635', trips: 0, statements: 0 },
	{ name: 'find a procedure', as: 'anybody', path: '/tim?q=giay%20khai%20sinh', trips: 0, statements: 0 },
	{ name: 'ask support', as: 'anybody', path: '/ho-tro', trips: 2, statements: 5 }
];

/** How each is called on a program at an origin: as whom its cookies say, or by the key. Refuses an answer that is no page of its own. */
export const callOf =
	(origin: string, demo: Demo, cookies: Readonly<Record<string, string>>, given: Given) =>
	async (door: Door): Promise<void> => {
		const answer =
			'path' in door
				? await fetch(origin + door.path, {
						headers: door.as === 'anybody' ? {} : { cookie: cookies[door.as]! },
						redirect: 'manual'
					})
				: await fetch(`${origin}/api/${door.kind}/${door.door}`, {
						method: 'POST',
						headers: {
							authorization: `Bearer ${demo.staff.find(({ login }) => login === door.key)!.apiKey}`,
							...{ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
						},
						body: JSON.stringify(door.input(given))
					});
		await answer.arrayBuffer();
		if (answer.status !== 200) throw new Error(`${door.name}: ${answer.status}`);
	};

/** By the demo’s door: name and code stand in the form already. */
export async function signInDemo(page: Page, login: string): Promise<void> {
	await page.goto(`/can-bo/dang-nhap?ai=${login}`);
	await page.locator('main form button').first().click();
	await page.waitForURL(/\/can-bo\/ma/);
	await page.locator('main form button').first().click();
	await page.waitForURL(/\/can-bo\/(?!ma|dang-nhap)/);
}

/** What the browsers of some people carry, after they signed in. */
export async function cookiesOf(
	origin: string,
	signIn: (page: Page, login: 'mai' | 'thach') => Promise<void> = signInDemo
): Promise<Record<string, string>> {
	const browser = await chromium.launch(await findBrowser());
	const carried = async (enter: (page: Page) => Promise<void>) => {
		const context = await browser.newContext({ baseURL: origin });
		await enter(await context.newPage());
		const cookies = await context.cookies();
		await context.close();
		return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	};
	const found = {
		mai: await carried((page) => signIn(page, 'mai')),
		thach: await carried((page) => signIn(page, 'thach')),
		resident: await carried(async (page) => {
			await page.goto('/cua-toi');
			await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
			await page.waitForURL(/\/cua-toi$/);
		})
	};
	await browser.close();
	return found;
}
