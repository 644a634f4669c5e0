import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { startCase } from '#capabilities/cases/start.server.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { deliverDue } from '#platform/deliver.server.ts';
import { sealJournal, verifyJournal } from '#platform/journal.server.ts';
import { register } from '#platform/listen.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { eraseNow } from './support/erase.ts';
import { beTheWorker, commitHouse, takeNumber, type House } from './support/committed.ts';
import { hearTickets } from './support/heard.ts';
import { sealAll } from './support/sealed.ts';

let house: House;
let done: () => Promise<void>;
const owner = postgres(process.env['TEST_DATABASE_OWNER_URL']!, {
	max: 1,
	connection: { search_path: 'thanh_hoa,public' },
	onnotice: () => {}
});

beforeAll(async () => {
	done = await beTheWorker();
	house = await commitHouse();
	// Other houses of these tests sealed with keys of their own: this one begins its own chain over all rows.
	await owner`delete from journal_block`;
}, 120_000);
afterAll(async () => {
	register([]);
	await Promise.all([house.db.end(), owner.end()]);
	await done();
});

const take = (request?: string, id?: string) => takeNumber(house, request, id);

/** Every row of every table, as text, as a thief of the database would read it. */
async function dump(): Promise<string> {
	const tables = await owner<
		{ name: string }[]
	>`select tablename as name from pg_tables where schemaname = 'thanh_hoa'`;
	const parts = await Promise.all(
		tables.map(({ name }) => owner`select to_jsonb(t)::text as row from ${owner(name)} t`)
	);
	return parts
		.flat()
		.map((one) => one['row'] as string)
		.join('\n');
}

test('a stolen database shows no number and no answer; erasing one key leaves a journal that verifies and no word of her', async () => {
	const [session, file] = [crypto.randomUUID(), crypto.randomUUID()];
	await start(house.as(house.guide), { id: session, person: house.person, ticket: null });
	const guide: Actor = { ...house.guide, session, subject: house.person };
	await startCase(house.as(guide), { id: file, session, procedure: '2.000635', byCard: true });
	await answer(house.as(guide), { case: file, question: 'registered-at', raw: 'xã Mây Trắng Xa Lắm' });
	const number = (await inSession(house.as(guide), {}))!.asked.find(({ question }) => question.kind === 'id-number')!
		.answer!.value;

	const before = await dump();
	expect(before).toContain('Sương Thị Sớm');
	expect(before).not.toContain(number);
	expect(before).not.toContain('Mây Trắng Xa Lắm');

	await sealJournal(house.db, house.base.keys, new Date());
	await eraseNow(house.as(house.officer), house.person);
	expect((await inSession(house.as(guide), {}))!.asked.every(({ answer: said }) => said === null)).toBe(true);
	const [row] =
		await owner`select name, name_plain, number_sealed, phone_sealed, hamlet from person where id = ${house.person}`;
	expect(Object.values(row!)).toEqual([null, null, null, null, null]);
	expect(await owner`select 1 from subject_key where subject = ${house.person}`).toHaveLength(0);
	await sealJournal(house.db, house.base.keys, new Date());
	expect((await verifyJournal(house.db, house.base.keys)).broken).toBeNull();
});

test('whoever commits late is heard as well, and sealed in its turn', async () => {
	const heard = hearTickets();
	const drain = async (): Promise<void> => {
		while (await deliverDue({ ...house.base, clock: () => new Date() }));
	};
	const slow = crypto.randomUUID();
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	const late = house.db.begin(async (sql) => {
		await takeTicket(
			{ ...house.as(house.kiosk), db: sql, now: new Date(Date.now() - 86_400_000 * 40) },
			{ id: slow, centre: house.centre, matter: 'land', procedure: null, priority: 'none' }
		);
		await held;
	});
	await new Promise((resolve) => setTimeout(resolve, 100));
	const quick = await take();
	await drain();
	await sealJournal(house.db, house.base.keys, new Date());
	expect(heard).toContain(quick.ticket);
	expect(heard).not.toContain(slow);
	release();
	await late;
	await drain();
	await sealJournal(house.db, house.base.keys, new Date());
	expect(heard).toContain(slow);
	expect((await verifyJournal(house.db, house.base.keys)).broken).toBeNull();
});

test('a changed journal row is found by the seal, and the program itself cannot change one', async () => {
	const { ticket: id } = await take();
	await sealAll(house, owner);
	await expect(house.db`update journal set detail = '{}' where about = ${id}`).rejects.toThrow(/permission denied/);
	await owner`update journal set detail = detail || '{"number": 999}' where about = ${id}`;
	expect((await verifyJournal(house.db, house.base.keys)).broken).not.toBeNull();
	await owner`update journal set detail = jsonb_set(detail, '{number}', to_jsonb((select number from ticket where id = ${id}))) where about = ${id}`;
	expect((await verifyJournal(house.db, house.base.keys)).broken).toBeNull();
	expect((await ticket(house.as(house.kiosk), { ticket: id }))?.state).toBe('waiting');
}, 120_000);
