import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOver } from '#capabilities/field/areas.server.ts';
import { pairPhone } from '#capabilities/field/phones.server.ts';
import { connect, type Pool } from '#platform/db.server.ts';
import { readKeys } from '#platform/keys.server.ts';
import { findBrowser } from '../../gate/browser.mjs';
import { embeddedUrls } from '../../house/lib/database-access.mjs';
import { fieldCommune, phoneOf } from '../support/field-commune.ts';
import { startHouse } from '../support/house.ts';
import { choosePin, digitsOn, PIN, setPinOn, unlockOn, unsentOn } from '../support/field-browser.ts';
import { linesOn } from './field-phone.ts';

// A whole day without a line at sixty doors, in a real browser whose process dies in the middle of a write, on a phone whose clock is two
// days wrong and whose disk is full for a while; doors are handed to another meanwhile. In the end every operation is accounted for.

const DOORS = 60;
const DAY = 86_400_000;
let house: Awaited<ReturnType<typeof startHouse>>;
let field: string;
let db: Pool;
let owner: postgres.Sql;
let commune: Awaited<ReturnType<typeof fieldCommune>>;
let profile: string;
let phone: BrowserContext;
let page: Page;

/** Opens the browser on the same profile, as somebody does who takes the phone out again. */
async function takeOut(more: { wrongBy?: number } = {}): Promise<void> {
	phone = await chromium.launchPersistentContext(profile, {
		...(await findBrowser()),
		viewport: { width: 360, height: 780 },
		...{ locale: 'vi-VN', timeout: 60_000 }
	});
	phone.setDefaultTimeout(20_000);
	await phone.addInitScript((wrongBy) => {
		const now = Date.now;
		Date.now = () => now() + wrongBy;
		const add = IDBObjectStore.prototype.add;
		IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
			if (sessionStorage.getItem('full')) throw new DOMException('no room', 'QuotaExceededError');
			return add.apply(this, args);
		};
	}, more.wrongBy ?? 0);
	page = phone.pages()[0] ?? (await phone.newPage());
}

beforeAll(async () => {
	house = await startHouse();
	field = `http://127.0.0.1:${house.ports()['FIELD_PORT']}`;
	const { url, ownerUrl } = embeddedUrls(house.dataDir, house.ports()['DATABASE_PORT']!)!;
	db = connect(url, { max: 4 });
	owner = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: 'thanh_hoa' } });
	commune = await fieldCommune({ db, keys: readKeys(`${house.dataDir}/keys.json`) }, { areas: 2, doors: DOORS });
	profile = mkdtempSync(join(tmpdir(), 'tung-nha-phone-'));
});
afterAll(async () => {
	await phone?.close().catch(() => {});
	await owner.end();
	await db.end();
	await house.stop();
	rmSync(profile, { recursive: true, force: true });
});

/** Every byte that the browser has on its disk, as it lies there. */
const onDisk = (): Buffer =>
	Buffer.concat(
		readdirSync(profile, { recursive: true })
			.map((name) => join(profile, String(name)))
			.filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile())
			.map((name) => readFileSync(name))
	);

/**
 * Seconds that so many touches take somebody who knows the page: for each, thinking 1.35, reaching 1.1 and pressing 0.2, after the
 * keystroke-level model (Card, Moran and Newell 1980).
 */
const secondsOf = (touches: number): number => touches * (1.35 + 1.1 + 0.2);

/** Somebody is met at the door that is next and shown one thing; answers by how many touches. */
async function meetNext(): Promise<number> {
	const touches = [
		page.locator('.next a.button'),
		page.locator('.who label').first(),
		page.locator('footer a.button'),
		page.locator('.pick', { hasText: 'Tự bảo vệ' }),
		page.locator('.pick', { hasText: 'Làm lại được' }),
		page.getByRole('button', { name: 'Lưu, ra nhà sau' })
	];
	for (const touch of touches) await touch.click();
	await page.locator('.next').waitFor();
	return touches.length;
}

test('a phone is installed and bound, and takes sixty doors along', async () => {
	await takeOut();
	const code = await digitsOn(page, field);
	await pairPhone(commune.as(commune.boss), { code, staff: commune.areas[0]!.staff });
	await choosePin(page);
	await setPinOn(page);
	await page.getByText(`0 trên ${DOORS} nhà`).waitFor();
});

test('without a line: twenty are met in six touches each, and the browser that dies in the middle of a write loses nothing that it called kept', async () => {
	await phone.setOffline(true);
	for (let n = 0; n < 20; n++) expect(await meetNext()).toBe(6);
	expect(secondsOf(6)).toBeLessThanOrEqual(16);
	expect(await unsentOn(page)).toBe(20);
	// The next is touched up to its last key, and the process is gone while it is written.
	for (const touch of ['.next a.button', '.who label', 'footer a.button']) await page.locator(touch).first().click();
	await page.locator('.pick', { hasText: 'Tự bảo vệ' }).click();
	await page.locator('.pick', { hasText: 'Làm lại được' }).click();
	await page.waitForTimeout(400);
	const cdp = await phone.newCDPSession(page);
	const gone = new Promise((done) => phone.on('close', done));
	await Promise.all([
		page
			.getByRole('button', { name: 'Lưu, ra nhà sau' })
			.click({ noWaitAfter: true })
			.catch(() => {}),
		cdp.send('Browser.crash').catch(() => {})
	]);
	await gone;
	await takeOut();
	await phone.setOffline(true);
	await page.goto(`${field}/ra-ngo`);
	await page.locator('#pin').waitFor();
	const kept = await unsentOn(page);
	expect([20, 21]).toContain(kept);
	await unlockOn(page, PIN);
	await page.locator('.next').waitFor();
	// It was kept, or it is still there to be kept.
	if (kept === 20) {
		await page.locator('.next a.button').click();
		await page.getByRole('link', { name: 'Ghi tiếp' }).click();
		await page.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
		await page.locator('.next').waitFor();
	}
	expect(await unsentOn(page)).toBe(21);
});

test('a disk that is full says so and keeps what was typed; a clock that jumps two days ahead changes no day at the house', async () => {
	await page.evaluate(() => sessionStorage.setItem('full', 'yes'));
	for (const touch of ['.next a.button', '.who label', 'footer a.button']) await page.locator(touch).first().click();
	await page.locator('.pick', { hasText: 'Tự bảo vệ' }).click();
	await page.locator('.pick', { hasText: 'Cần nhắc' }).click();
	await page.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
	await page.getByText('CHƯA ghi').waitFor();
	expect(await unsentOn(page)).toBe(21);
	await page.evaluate(() => sessionStorage.removeItem('full'));
	await page.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
	await page.locator('.next').waitFor();
	expect(await unsentOn(page)).toBe(22);
	await phone.close();
	// Whoever finds the phone and reads its disk finds nobody: no name, no telephone, in none of the ways that a browser writes letters.
	const disk = onDisk();
	const names = await owner<{ name: string }[]>`select distinct name from person where name like 'Sương Thị %'`;
	expect(names.length).toBeGreaterThan(20);
	const known = [...names.map(({ name }) => name), ...Array.from({ length: DOORS }, (_, n) => phoneOf(n))];
	const found = known.filter((one) => (['utf8', 'utf16le'] as const).some((how) => disk.includes(one, 0, how)));
	expect(found).toEqual([]);
	expect(disk.includes('ra-ngo')).toBe(true);
	await takeOut({ wrongBy: 2 * DAY });
	await phone.setOffline(true);
	await page.goto(`${field}/ra-ngo`);
	await page.locator('#pin').waitFor();
	await unlockOn(page, PIN);
	await page.locator('.next').waitFor();
	for (let n = 0; n < 8; n++) await meetNext();
	// A lane where everybody is in the fields.
	await page.getByRole('button', { name: 'Nhiều nhà cùng vắng' }).click();
	const boxes = page.locator('.rows input[type=checkbox]');
	for (let n = 0; n < 20; n++) await boxes.nth(n).check();
	await page.getByRole('button', { name: 'Ghi 20 nhà không có ai' }).click();
	await expect.poll(() => unsentOn(page)).toBe(50);
});

test('doors that were handed to another meanwhile are theirs; in the end every operation is accounted for', async () => {
	const [mine, theirs] = commune.areas;
	const households = mine!.doors.slice(0, 15).map(({ household }) => household);
	await handOver(commune.as(commune.boss), { households, to: theirs!.id });
	await phone.setOffline(false);
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expect.poll(() => unsentOn(page), { timeout: 60_000 }).toBe(0);
	await page.getByText(`trên ${DOORS - 15} nhà`).waitFor({ timeout: 30_000 });
	const lines = await linesOn(page);
	expect(lines['waiting'] ?? 0).toBe(0);
	const [{ all, waits }] = await owner<[{ all: number; waits: number }]>`
		select count(*)::int as all, count(*) filter (where not final)::int as waits from field_operation where author_id = ${mine!.staff}`;
	expect(waits).toBe(0);
	expect(all).toBe(Object.values(lines).reduce((sum, n) => sum + n, 0));
	const [{ visits, boxed, future }] = await owner<[{ visits: number; boxed: number; future: number }]>`
		select (select count(*)::int from visit where helper_id = ${mine!.staff}) as visits,
			(select count(*)::int from field_operation where author_id = ${mine!.staff} and result = 'rerouted' and command = 'assistance.record-visit') as boxed,
			(select count(*)::int from visit where helper_id = ${mine!.staff} and ended_at > now()) as future`;
	// Fifty were said: each is a visit, or waits for whoever goes there now.
	expect(visits + boxed).toBe(50);
	expect(boxed).toBeGreaterThan(0);
	expect(future).toBe(0);
});
