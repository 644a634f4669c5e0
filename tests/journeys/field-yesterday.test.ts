import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pairPhone } from '#capabilities/field/phones.server.ts';
import { connect } from '#platform/db.server.ts';
import { readKeys } from '#platform/keys.server.ts';
import { embeddedUrls } from '../../house/lib/database-access.mjs';
import { fieldCommune } from '../support/field-commune.ts';
import { startHouse } from '../support/house.ts';
import { choosePin, digitsOn, PIN, setPinOn, unlockOn, unsentOn } from '../support/field-browser.ts';
import { linesOn } from './field-phone.ts';
import { openBrowser } from './walk.ts';

// A phone has delivered a morning; then the house burns, and stands up from the backup of the night before. The phone says again what
// that backup does not know, nothing stands twice, and its page says what happened.

const DOORS = 6;
const run = promisify(execFile);
const folders = ['burnt', 'backups', 'new'].map((name) => mkdtempSync(join(tmpdir(), `tung-nha-${name}-`)));
const [burnt, backups, second] = folders as [string, string, string];
let house: Awaited<ReturnType<typeof startHouse>>;
let field: string;
let browser: Browser;
let page: Page;
let staff: string;

const urlsOf = ({ dataDir, ports }: typeof house) => embeddedUrls(dataDir, ports()['DATABASE_PORT']!)!;

beforeAll(async () => {
	[house, browser] = await Promise.all([startHouse({ dataDir: burnt }), openBrowser()]);
	field = `http://127.0.0.1:${house.ports()['FIELD_PORT']}`;
	page = await browser.newPage({ viewport: { width: 360, height: 780 }, locale: 'vi-VN' });
});
afterAll(async () => {
	await browser?.close();
	await house?.stop();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Nobody is home at the door that is next. */
async function noted(times: number, unsent: number): Promise<void> {
	for (let n = 0; n < times; n++) {
		const door = await page.locator('.next h2').innerText();
		await page.locator('summary', { hasText: 'Không có nhà' }).click();
		await page.locator('.pick', { hasText: 'Không có ai' }).click();
		await expect.poll(() => page.locator('.next h2').innerText()).not.toBe(door);
	}
	await expect.poll(() => unsentOn(page)).toBe(unsent);
}

/** What stands at the house of this phone: its visits, their doors, its words, and how often each was done. */
async function standing() {
	const owner = postgres(urlsOf(house).ownerUrl, {
		...{ max: 1, onnotice: () => {}, connection: { search_path: 'thanh_hoa' } }
	});
	const [row] = await owner<{ visits: number; doors: number; words: number; done: number }[]>`
		select count(*)::int as visits, count(distinct household_id)::int as doors,
			(select count(*)::int from field_operation where author_id = ${staff} and final) as words,
			(select count(*)::int from journal where request in (select id from field_operation where author_id = ${staff})) as done
		from visit where helper_id = ${staff}`;
	await owner.end();
	return { ...row };
}

test('a phone delivers two doors, a backup is made, and it delivers two more; one is said where there is no line', async () => {
	const db = connect(urlsOf(house).url, { max: 2 });
	const commune = await fieldCommune({ db, keys: readKeys(`${burnt}/keys.json`) }, { areas: 1, doors: DOORS });
	staff = commune.areas[0]!.staff;
	const code = await digitsOn(page, field);
	await pairPhone(commune.as(commune.boss), { code, staff });
	await db.end();
	await choosePin(page);
	await setPinOn(page);
	await page.getByText(`0 trên ${DOORS} nhà`).waitFor();
	await noted(2, 0);
	const env = { ...process.env, DATA_DIR: burnt, BACKUP_DIR: backups, SEED: 'demo' };
	const { stdout } = await run(process.execPath, ['house/run.mjs', 'house/backup.ts'], { env });
	expect(stdout).toContain('nhật ký nguyên vẹn');
	await noted(2, 0);
	expect(await standing()).toMatchObject({ visits: 4, doors: 4, words: 4, done: 4 });
	await page.context().setOffline(true);
	await noted(1, 1);
});

test('put back to the night before, the house hears from the phone what it lost, once; and the page says so', async () => {
	await house.stop();
	const [night] = readdirSync(backups).filter((name) => name !== 'journal-heads.jsonl');
	await run('cp', ['-a', `${join(backups, night!)}/.`, second]);
	cpSync(join(burnt, 'keys.json'), join(second, 'keys.json'));
	const port = Number(new URL(house.origin).port);
	house = await startHouse({ dataDir: second, port, env: { FIELD_PORT: new URL(field).port } });
	expect(await standing()).toMatchObject({ visits: 2, doors: 2, words: 2, done: 2 });
	// The app was closed meanwhile: one that is open begins to deliver by itself as soon as there is a line, and would be cut off by the next page.
	await page.goto('about:blank');
	await page.context().setOffline(false);
	await page.goto(`${field}/ra-ngo/may`);
	await page.locator('#pin').waitFor();
	await unlockOn(page, PIN);
	await page.getByText('Mọi lời đã đến máy chủ').waitFor();
	const told = page.getByRole('status').filter({ hasText: 'đã được dựng lại từ bản sao lưu' });
	expect(await told.innerText()).toContain('4 lời đã gửi trước đó được gửi lại hết');
	expect(await standing()).toEqual({ visits: 5, doors: 5, words: 5, done: 5 });
	expect(await linesOn(page)).toEqual({ done: 5 });
	// Nothing of it is said a third time.
	await page.getByRole('button', { name: 'Gửi ngay' }).click();
	await page.goto(`${field}/ra-ngo`);
	await unlockOn(page, PIN);
	await page.locator('.next').waitFor();
	expect(await standing()).toEqual({ visits: 5, doors: 5, words: 5, done: 5 });
});
