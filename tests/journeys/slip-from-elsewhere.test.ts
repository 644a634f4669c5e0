import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { slipCodeFrom } from '#capabilities/cases/rules-codes.ts';
import { derive, readKeys } from '#platform/keys.server.ts';
import { askHouse, origin } from './walk.ts';

// What another site can do with the address of a slip in somebody's browser, and how long a lent telephone remembers one.

const keys = () => readKeys(join(inject('dataDir'), 'keys.json'));
const open = (path: string, headers: Record<string, string> = {}) =>
	fetch(`${origin}${path}`, { redirect: 'manual', headers });
const written = async () =>
	(await askHouse<{ n: string }>('select (select count(*) from request) + (select count(*) from attempt) as n'))[0]!.n;
/** Well formed, and of no file. */
const wrong = (n: number): string => slipCodeFrom(Buffer.from(`no such slip ${n}`.padEnd(32)));

test('pictures and frames of another site try no number, and lock nobody’s Wi-Fi', async () => {
	const before = await written();
	for (let n = 0; n < 12; n++)
		for (const dest of ['image', 'iframe', 'empty'])
			expect(
				(await open(`/theo-doi/${wrong(n)}`, { 'sec-fetch-dest': dest, 'sec-fetch-site': 'cross-site' })).status
			).toBe(403);
	expect(await written()).toBe(before);
	const link = await open(`/theo-doi/${wrong(0)}`, { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' });
	expect([link.status, link.headers.get('location')]).toEqual([303, '/theo-doi']);
	expect(await written()).toBe(before);
	const cookie = link.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
	expect(await (await open('/theo-doi', { cookie })).text()).toContain(`value="${wrong(0)}"`);
});

test('what is no number of a slip writes nothing', async () => {
	const before = await written();
	for (const code of ['abc', '1234', '000000000001'])
		expect((await open(`/theo-doi/${code}`)).headers.get('location')).toBe('/theo-doi?loi=slip-shape');
	expect(await written()).toBe(before);
});

test('the memory of a slip ends after half a day, and its end cannot be moved', async () => {
	const [{ id }] = (await askHouse<{ id: string }>("select id from case_file where stage = 'filed' limit 1")) as [
		{ id: string }
	];
	const signed = (what: string) => `${what}.${derive(keys(), 'slip-cookie', what).toString('base64url')}`;
	const seen = async (value: string) => (await open('/theo-doi/ho-so', { cookie: `phieu=${value}` })).status;
	const [later, earlier] = [Date.now() + 60_000, Date.now() - 1000];
	expect(await seen(signed(`${id}.${later}`))).toBe(200);
	expect(await seen(signed(`${id}.${earlier}`))).toBe(303);
	expect(await seen(signed(`${id}.${earlier}`).replace(String(earlier), String(later)))).toBe(303);
	expect(await seen(signed(id))).toBe(303);
});
