import postgres from 'postgres';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { say as sayOn } from '#capabilities/field/outbox.browser.ts';
import { signBody } from '#capabilities/field/parcel.browser.ts';
import type { Parcel, PullAnswer, PushAnswer, Signed } from '#capabilities/field/protocol.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { bySeq, openPhone, type Phone } from '#capabilities/field/store.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { bind, makePhone, setPin, signingKey } from '#capabilities/field/vault.browser.ts';
import type { Wire } from '#capabilities/field/wire.browser.ts';
import { connect } from '#platform/db.server.ts';
import { readKeys } from '#platform/keys.server.ts';
import { embeddedUrls } from '../house/lib/database-access.mjs';
import { fieldCommune } from '../tests/support/field-commune.ts';
import { deviceOf } from '../tests/support/field.ts';
import { startHouse } from '../tests/support/house.ts';
import { poster } from './post.ts';
import { say } from './say.ts';

const PHONES = 30;
const BATCH = 200;
const BATCHES = Number(process.env['BENCH_BATCHES'] ?? 2);
const DOORS = 10;
/** As a morning is: of three doors nobody is home at one, and somebody learns something at one. With BENCH_FULL=yes at each. */
const FULL = process.env['BENCH_FULL'] === 'yes';

type Post = (path: string, body: unknown) => Promise<unknown>;

export const wireOver = (post: Post): Wire => ({
	push: (signed: Signed) => post('/dong-bo/gui', signed) as Promise<PushAnswer>,
	pull: (signed: Signed) => post('/dong-bo/nhan', signed) as Promise<PullAnswer>
});

/** A phone that was bound, and what it says at its doors: a visit, whom it met, and one thing that they were shown. */
async function phoneOf(post: Post, pair: (phone: string, key: string) => Promise<string>): Promise<Phone> {
	const phone = await openPhone(deviceOf(() => Date.now(), new IDBFactory()));
	const { phone: id, publicKey } = await makePhone(phone);
	await bind(phone, { user: await pair(id, publicKey) });
	await sync(phone, wireOver(post), null);
	await sync(phone, wireOver(post), await setPin(phone, '274193'));
	return phone;
}

async function visitsOn(phone: Phone, doors: readonly { household: string; person: string }[]): Promise<Parcel[]> {
	for (let n = 0; n < BATCH * BATCHES; n++) {
		const { household, person } = doors[n % doors.length]!;
		const session = crypto.randomUUID();
		const [home, learns] = [FULL || n % 3 !== 0, FULL || n % 3 === 1];
		const input = {
			...{ id: crypto.randomUUID(), household, outcome: home ? 'met' : 'not-home', minutes: home ? 12 : 1 },
			met: home ? [{ session, person }] : [],
			taught: learns ? [{ person, topic: 'e-id', how: 'guided' }] : []
		};
		await sayOn(phone, {
			command: 'assistance.record-visit',
			input,
			about: { household, people: home ? [person] : [], session: null }
		});
	}
	const device = (await readState(phone)).phone!;
	return (await phone.outbox.all(bySeq)).map(({ id, seq, sealed, signature }) => ({
		id,
		seq,
		sealed,
		signature,
		device
	}));
}

const signed = async (phone: Phone, parcels: readonly Parcel[]): Promise<Signed> => {
	const { phone: id, told } = await readState(phone);
	return signBody(
		await signingKey(phone),
		JSON.stringify({ phone: id, mark: told!.mark, clientTime: Date.now(), waiting: 0, parcels })
	);
};

/** The rows of a visit at which somebody learned something by a bare driver, one transaction for a batch: what the same server writes at best. */
async function baseline(url: string): Promise<number> {
	const sql = postgres(url, { max: PHONES, onnotice: () => {}, connection: { search_path: 'bench' } });
	await sql`create schema if not exists bench`;
	for (const table of ['visit', 'session', 'encounter', 'request', 'operation', 'delivery'])
		await sql`create table ${sql(table)} (id uuid primary key, body text)`;
	await sql`create table journal (id bigint generated always as identity primary key, request uuid unique, detail jsonb)`;
	const body = 'x'.repeat(120);
	const begun = performance.now();
	await Promise.all(
		Array.from({ length: PHONES }, async () => {
			for (let n = 0; n < BATCHES; n++)
				await sql.begin(async (tx) => {
					for (let k = 0; k < BATCH; k++) {
						const id = crypto.randomUUID();
						await Promise.all([
							...['visit', 'session', 'encounter', 'request', 'operation', 'delivery'].map(
								(table) => tx`insert into ${tx(table)} values (${id}, ${body})`
							),
							tx`insert into journal (request, detail) values (${id}, ${tx.json({ body })})`
						]);
					}
				});
		})
	);
	const rate = (PHONES * BATCHES * BATCH) / ((performance.now() - begun) / 1000);
	await sql`drop schema bench cascade`;
	await sql.end();
	return rate;
}

export async function run(): Promise<void> {
	const house = await startHouse();
	try {
		const ports = house.ports();
		const { url, ownerUrl } = embeddedUrls(house.dataDir, ports['DATABASE_PORT']!)!;
		const sent = poster(`http://127.0.0.1:${ports['FIELD_PORT']}`, 64);
		const post: Post = async (path, body) => (await sent(path, body)).answer;
		const db = connect(url, { max: 4 });
		const commune = await fieldCommune(
			{ db, keys: readKeys(`${house.dataDir}/keys.json`) },
			{ areas: PHONES, doors: DOORS }
		);
		const phones = await Promise.all(
			commune.areas.map(async (area) => {
				const phone = await phoneOf(post, (id, key) => commune.pair(post, id, key, area.staff));
				return { phone, parcels: await visitsOn(phone, area.doors) };
			})
		);
		const bodies = await Promise.all(
			phones.map(async ({ phone, parcels }) =>
				Promise.all(Array.from({ length: BATCHES }, (_, n) => signed(phone, parcels.slice(n * BATCH, (n + 1) * BATCH))))
			)
		);
		const raw = await baseline(ownerUrl);
		const wire = wireOver(post);
		const results = new Map<string, number>();
		const deliver = async () => {
			const begun = performance.now();
			await Promise.all(
				bodies.map(async (own) => {
					for (const body of own)
						for (const { result } of (await wire.push(body)).outcomes)
							results.set(result, (results.get(result) ?? 0) + 1);
				})
			);
			return (PHONES * BATCHES * BATCH) / ((performance.now() - begun) / 1000);
		};
		const rate = await deliver();
		const again = await deliver();
		const owner = postgres(ownerUrl, { max: 1, connection: { search_path: 'thanh_hoa' } });
		const [{ visits, sat, taught }] = await owner<[{ visits: number; sat: number; taught: number }]>`
			select (select count(*)::int from visit) as visits, (select count(*)::int from assisted_session where channel = 'home') as sat,
				(select count(*)::int from encounter where channel = 'home') as taught`;
		const all = PHONES * BATCHES * BATCH;
		const kind = FULL ? 'visits with somebody met and taught' : 'visits of a morning';
		say(`${PHONES} phones, ${all} ${kind}, in batches of ${BATCH}, over HTTP`, rate, 'operations a second', '≥ 1,000');
		say('  the same again: all were there', again, 'operations a second');
		say('  the rows of it by a bare driver, a transaction a batch', raw, 'operations a second');
		say('  ratio to that', rate / raw, '');
		say('  ratio to a form server’s 150 submissions a second', rate / 150, '');
		say(
			'  lost, doubled',
			`${all - visits}, ${Math.max(0, visits - all) + Math.max(0, sat - all) + Math.max(0, taught - all)}`,
			'',
			'0, 0'
		);
		say('  answered', [...results].map(([name, n]) => `${n} ${name}`).join(', '), '');
		await owner.end();
		await db.end();
	} finally {
		await house.stop();
	}
}
