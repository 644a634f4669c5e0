import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { groupSlipCode, slipCodeFrom } from '#capabilities/cases/rules-codes.ts';
import { derive, readKeys } from '#platform/keys.server.ts';
import { embeddedUrls } from '../../house/lib/database-access.mjs';
import { openBrowser, origin, ports, signIn, walker } from './walk.ts';
import type { Demo } from '../support/house.ts';

// Keys are renewed while people work: nothing fails meanwhile, everything is found afterwards, and the old ones open nothing.

const dataDir = inject('dataDir');
const keysFile = join(dataDir, 'keys.json');
let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const { staff } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo;
const key = staff.find(({ login }) => login === 'mai')!.apiKey;
async function ask<T>(path: string, body: unknown, request = crypto.randomUUID()): Promise<T> {
	const said = await fetch(`${origin}/api/${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': request },
		body: JSON.stringify(body)
	});
	if (!said.ok) throw new Error(`${path}: ${said.status} ${await said.text()}`);
	return (await said.json()) as T;
}
const keys = (...more: string[]) =>
	promisify(execFile)(process.execPath, ['house/run.mjs', 'house/keys.ts', ...more], {
		env: { ...process.env, DATA_DIR: dataDir, SEED: 'demo' }
	});

test('new keys for old while people work', async () => {
	const before = readKeys(keysFile);
	const [som] = await ask<{ id: string }[]>('queries/residents.find', { words: '097150004127' });
	const { files } = await ask<{ files: { id: string; stage: string }[] }>('queries/cases.worklist', { bucket: 'all' });
	const file = files.find(({ stage }) => stage === 'filed')!;
	const submit = (id: string) => ({ id, person: som!.id, procedure: '2.000635', answers: { copies: '2' }, papers: [] });
	const [request, first] = [crypto.randomUUID(), submit(crypto.randomUUID())];
	const answered = await ask('commands/cases.submit', first, request);

	let working = true;
	let sent = 0;
	const busy = Promise.all(
		Array.from({ length: 3 }, async () => {
			for (; working; sent++) await ask('commands/cases.submit', submit(crypto.randomUUID()));
		})
	);
	await expect.poll(() => sent, { timeout: 30_000 }).toBeGreaterThan(2);
	const sentBefore = sent;
	const { stdout } = await keys();
	// Work went on meanwhile, at whatever speed this machine has.
	const meanwhile = sent - sentBefore;
	working = false;
	await busy;
	expect(stdout).toContain('Đã đổi khoá');
	expect(meanwhile).toBeGreaterThan(0);

	const everythingIsFound = async (): Promise<void> => {
		for (const words of ['097150004127', '0900000318'])
			expect((await ask<{ id: string }[]>('queries/residents.find', { words })).map(({ id }) => id)).toContain(som!.id);
		const code = groupSlipCode(slipCodeFrom(derive(before, 'slip', file.id)));
		expect(await ask('queries/cases.find-by-slip', { code, address: 'x' })).toEqual({ case: file.id });
		expect(await ask('commands/cases.submit', first, request)).toEqual(answered);
		const leader = await walker(browser);
		await signIn(leader.page, 'thach', null);
		await leader.context.close();
	};
	await everythingIsFound();

	const { ownerUrl } = embeddedUrls(dataDir, ports()['DATABASE_PORT'])!;
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: 'thanh_hoa,public' } });
	const old = new Set([...before.master, ...before.lookup].map(({ id }) => id));
	const wraps = await sql<{ id: string }[]>`
		select distinct split_part(wrapped, ':', 1) as id from subject_key
		union select distinct split_part(convert_from(totp_sealed, 'UTF8'), ':', 1) from staff where totp_sealed is not null
		union select distinct number_key from person where number_hash is not null`;
	await sql.end();
	expect(wraps.filter(({ id }) => old.has(id))).toEqual([]);

	await keys('--forget');
	const after = readKeys(keysFile);
	expect([after.master.length, after.lookup.length]).toEqual([1, 1]);
	expect([...after.master, ...after.lookup].some(({ id }) => old.has(id))).toBe(false);
	await new Promise((resolve) => setTimeout(resolve, 3000));
	await ask('queries/residents.find', { words: '097150004127' }).then((found) => expect(found).toHaveLength(1));
}, 240_000);
