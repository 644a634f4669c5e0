import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// A leader sends boundaries that take seconds to look through: everybody else is answered meanwhile.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** Two combs across each other: half the square of their teeth in crossings, from few points. */
function combs(teeth: number): string {
	const edge = Array.from({ length: teeth }, (_, n) => [(n * 0.01) / teeth, n % 2 ? 0.009 : 0.0005] as const);
	const ring = [...edge, [edge.at(-1)![0], 0] as const, [0, 0] as const, edge[0]!];
	const feature = (name: string, coordinates: number[][]) => ({
		...{ type: 'Feature', properties: { name } },
		geometry: { type: 'Polygon', coordinates: [coordinates] }
	});
	const features = [
		feature(
			'thôn Bến Gió',
			ring.map(([x, y]) => [105.7 + x, 19.7 + y])
		),
		feature(
			'thôn Gò Nắng',
			ring.map(([x, y]) => [105.7 + y, 19.7 + x])
		)
	];
	return JSON.stringify({ type: 'FeatureCollection', features });
}

test('boundaries that take long to look through keep nobody from a number', async () => {
	const leader = await walker(browser, { script: false });
	await signIn(leader.page, 'thach', null);
	await leader.page.goto(`${origin}/can-bo/dan-cu/thon`);
	const buffer = Buffer.from(combs(150));
	await leader.page
		.locator('input[type=file]')
		.setInputFiles({ name: 'thon.geojson', mimeType: 'application/geo+json', buffer });
	let looking = true;
	const sent = leader.page
		.locator('form[action="?/check"] button')
		.click({ timeout: 60_000 })
		.finally(() => (looking = false));
	let answered = 0;
	for (; looking; answered++) expect((await fetch(`${origin}/lay-so`)).status).toBe(200);
	await sent;
	expect(answered).toBeGreaterThan(5);
	const said = await leader.page.locator('main').innerText();
	// Whether it was done in its ten seconds is a matter of the machine; that all others were answered is not.
	expect(said).toMatch(/chồng lên thôn Gò Nắng|quá 10 giây/);

	// More points than any commune has: said in words, and the page stands as it stood.
	const long = combs(6000);
	await leader.page
		.locator('input[type=file]')
		.setInputFiles({ name: 'thon.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(long) });
	await leader.page.locator('form[action="?/check"] button').click();
	expect(await leader.page.locator('main [role=alert]').first().innerText()).toMatch(/nhiều nhất là 5.?000/);
	calm(leader);
	await leader.context.close();
}, 120_000);
