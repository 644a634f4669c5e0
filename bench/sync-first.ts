import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { chromium, type Page } from 'playwright-core';
import postgres from 'postgres';
import { build } from 'vite';
import type { PullAnswer, Signed } from '#capabilities/field/protocol.ts';
import { openPhone } from '#capabilities/field/store.browser.ts';
import { pairPhone } from '#capabilities/field/phones.server.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { bind, makePhone, setPin } from '#capabilities/field/vault.browser.ts';
import { connect } from '#platform/db.server.ts';
import { readKeys } from '#platform/keys.server.ts';
import { findBrowser } from '../gate/browser.mjs';
import { embeddedUrls } from '../house/lib/database-access.mjs';
import { fieldCommune } from '../tests/support/field-commune.ts';
import { choosePin, digitsOn, PIN, setPinOn } from '../tests/support/field-browser.ts';
import { deviceOf } from '../tests/support/field.ts';
import { startHouse } from '../tests/support/house.ts';
import { poster, type Sent } from './post.ts';
import { percentile, say } from './say.ts';

const DOORS = 300;
const PEOPLE = 1100;
const TIMES = 5;
/** Slow 3G as browsers name it: 400 kbit/s, 400 ms; and a phone of a sixth of this machine. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const CPU = 6;

type Commune = Awaited<ReturnType<typeof fieldCommune>>;

/** The first contact of a new phone over HTTP: what each of its pulls took and weighed. */
async function firstSync(origin: string, commune: Commune): Promise<Sent[]> {
	const post = poster(origin);
	const pulls: Sent[] = [];
	const wire = {
		push: async (signed: Signed) => (await post('/dong-bo/gui', signed)).answer as never,
		pull: async (signed: Signed) => {
			const sent = await post('/dong-bo/nhan', signed);
			pulls.push(sent);
			return sent.answer as PullAnswer;
		}
	};
	const phone = await openPhone(deviceOf(() => Date.now(), new IDBFactory()));
	const { phone: id, publicKey } = await makePhone(phone);
	const plain = async (path: string, body: unknown) => (await post(path, body)).answer;
	await bind(phone, { user: await commune.pair(plain, id, publicKey, commune.areas[0]!.staff) });
	await sync(phone, wire, null);
	pulls.length = 0;
	const { pulled, fault } = await sync(phone, wire, await setPin(phone, PIN));
	if (pulled !== DOORS || fault) throw new Error(`${pulled} doors came, ${fault}`);
	return pulls;
}

/** The same rows by a bare driver, one statement: what the same server reads at best. */
async function baseline(url: string): Promise<number> {
	const sql = postgres(url, { max: 1, connection: { search_path: 'thanh_hoa' } });
	const took: number[] = [];
	for (let n = 0; n < TIMES; n++) {
		const begun = performance.now();
		const rows = await sql`
			select h.id, w.address, jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'year', p.birth_year, 'needs', p.needs, 'relation', m.relation)) as people
			from field_holding f join household h on h.id = f.household_id join dwelling w on w.id = h.dwelling_id
				join household_member m on m.household_id = h.id and m.until is null join person p on p.id = m.person_id
			where f.area_id = (select area_id from field_holding group by area_id order by count(*) desc limit 1) group by h.id, w.address`;
		if (rows.length !== DOORS) throw new Error(`${rows.length} rows`);
		took.push(performance.now() - begun);
	}
	await sql.end();
	return percentile(took, 0.5);
}

async function slowDown(page: Page): Promise<void> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', SLOW);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU });
}

/** The app in a browser: from the press on the first code to the first door, and to all of them. */
async function inBrowser(origin: string, commune: Commune) {
	const browser = await chromium.launch(await findBrowser());
	const page = await (await browser.newContext({ viewport: { width: 360, height: 780 } })).newPage();
	const code = await digitsOn(page, origin);
	await pairPhone(commune.as(commune.boss), { code, staff: commune.areas[0]!.staff });
	await choosePin(page);
	await slowDown(page);
	const begun = performance.now();
	await setPinOn(page);
	await page.locator('.next').waitFor({ timeout: 60_000 });
	const first = performance.now() - begun;
	await page.getByText(`trên ${DOORS} nhà`).waitFor({ timeout: 60_000 });
	const all = performance.now() - begun;
	await browser.close();
	return { first, all };
}

/** What phones seek by, as one script under a name. */
async function seekingScript(): Promise<string> {
	const made = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			lib: { entry: 'src/capabilities/field/rules-seek.ts', formats: ['iife'], name: 'seeking' }
		}
	});
	const [one] = [made].flat();
	if (!one || !('output' in one)) throw new Error('no script');
	return one.output[0].code;
}

declare const seeking: typeof import('#capabilities/field/rules-seek.ts');
const NAMES = 'Sen Súng Bưởi Chanh Quế Hồi Nhài Lựu Na Ổi Tre Lim Dừa Mít Xoan Gạo Đa Sậy Bần Phi Lúa Ngâu Khe Thạch';
const FAMILIES = 'Sương Gió Mây Nắng Mưa Suối Thông Cúc Mận Đào Trúc Lau';
const TYPED = [
	's',
	'su',
	'suong',
	'suong thi',
	'suong thi buoi',
	'gio lua',
	'412',
	'ngo 17',
	'thong ngau khe',
	'trucs lan',
	'xxyy'
];

/** 30,000 people sought on a phone of a sixth of this machine: each search, making the words once, and looking through all names (ms). */
async function searches() {
	const browser = await chromium.launch(await findBrowser());
	const page = await browser.newPage();
	await page.addScriptTag({ content: await seekingScript() });
	await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: CPU });
	const told = await page.evaluate(
		({ names, families, typed }) => {
			const person = (n: number) => ({
				name: `${families[n % families.length]} Thị ${names[(n * 7) % names.length]} ${names[(n * 13 + 5) % names.length]}`
			});
			const doors = Array.from({ length: 7500 }, (_, n) => ({
				...{ book: String(n + 1), lane: `ngõ ${(n % 90) + 1}`, address: `ngõ ${(n % 90) + 1}` },
				people: [0, 1, 2, 3].map((k) => person(n * 4 + k))
			}));
			const timed = (work: () => unknown): number => {
				const begun = performance.now();
				work();
				return performance.now() - begun;
			};
			let sought = seeking.soughtOf(doors as never);
			const made = timed(() => (sought = seeking.soughtOf(doors as never)));
			const took = typed.flatMap((one) => Array.from({ length: 9 }, () => timed(() => seeking.seek(sought, one))));
			const through = Array.from({ length: 9 }, () =>
				timed(() => doors.filter(({ people }) => people.some(({ name }) => name.toLowerCase().includes('bưởi'))))
			);
			return { made, took, through };
		},
		{ names: NAMES.split(' '), families: FAMILIES.split(' '), typed: TYPED }
	);
	await browser.close();
	return told;
}

export async function run(): Promise<void> {
	const house = await startHouse();
	try {
		const ports = house.ports();
		const origin = `http://127.0.0.1:${ports['FIELD_PORT']}`;
		const { url, ownerUrl } = embeddedUrls(house.dataDir, ports['DATABASE_PORT']!)!;
		const db = connect(url, { max: 4 });
		const perDoor = (door: number): number => (door < PEOPLE - 3 * DOORS ? 4 : 3);
		const commune = await fieldCommune(
			{ db, keys: readKeys(`${house.dataDir}/keys.json`) },
			{ areas: 1, doors: DOORS, perDoor, workers: 2 }
		);
		const runs: Sent[][] = [];
		for (let n = 0; n < TIMES; n++) runs.push(await firstSync(origin, commune));
		const sum = (of: (sent: Sent) => number) => runs.map((sent) => sent.reduce((all, one) => all + of(one), 0));
		const [ms, bytes] = [
			percentile(
				sum((one) => one.ms),
				0.5
			),
			percentile(
				sum((one) => one.bytes),
				0.5
			)
		];
		const raw = await baseline(ownerUrl);
		say(`first sync of ${DOORS} households, ${PEOPLE} people, over HTTP`, ms, 'ms', '≤ 2,000');
		say('  requests', runs[0]!.length, '');
		say(
			'  of it the first page',
			percentile(
				runs.map(([one]) => one!.ms),
				0.5
			),
			'ms'
		);
		say('  the same people by a bare driver, one statement', raw, 'ms');
		say('  ratio to that', ms / raw, '');
		say('  over the wire, headers and all', bytes / 1000, 'kB', '≤ 150');
		const text = runs[0]!.reduce((all, { answer }) => all + JSON.stringify(answer).length, 0);
		say('  as text', text / 1000, 'kB');
		const seen: Awaited<ReturnType<typeof inBrowser>>[] = [];
		for (let n = 0; n < 3; n++) seen.push(await inBrowser(origin, commune));
		say(
			`in Chromium, CPU ÷ ${CPU}, 400 kbit/s, 400 ms: first door`,
			percentile(
				seen.map(({ first }) => first),
				0.5
			) / 1000,
			's'
		);
		say(
			'  all of them',
			percentile(
				seen.map(({ all }) => all),
				0.5
			) / 1000,
			's',
			'≤ 10'
		);
		const { made, took, through } = await searches();
		say(`30,000 people sought in Chromium, CPU ÷ ${CPU}: p95`, percentile(took, 0.95), 'ms', '≤ 200');
		say('  the words made once', made, 'ms');
		say('  looking through all names as they stand (baseline)', percentile(through, 0.5), 'ms');
		await db.end();
	} finally {
		await house.stop();
	}
}
