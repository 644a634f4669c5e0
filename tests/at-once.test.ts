import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callNext } from '#capabilities/counter/call.server.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { deliverOne } from '#platform/deliver.server.ts';
import { register } from '#platform/listen.server.ts';
import { sealJournal, verifyJournal } from '#platform/journal.server.ts';
import { commitHouse, type House } from './support/committed.ts';

// What only many connections show: nothing here is rolled back.

let house: House;
const owner = postgres(process.env['TEST_DATABASE_OWNER_URL']!, { max: 2, connection: { search_path: 'thanh_hoa,public' }, onnotice: () => {} });

beforeAll(async () => {
	house = await commitHouse();
});
afterAll(async () => {
	register([]);
	await Promise.all([house.db.end(), owner.end()]);
});

const take = (request = crypto.randomUUID(), id = crypto.randomUUID()) =>
	takeTicket(house.as(house.kiosk, request), { id, centre: house.centre, matter: 'certification', procedure: null, priority: 'none' });

test('the same request sent ten times at once takes one number and answers the same ten times', async () => {
	const [request, id] = [crypto.randomUUID(), crypto.randomUUID()];
	const said = await Promise.all(Array.from({ length: 10 }, () => take(request, id)));
	expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
	const next = await take();
	expect(next.number).toBe(said[0]!.number + 1);
});

test('two desks that hammer the same line never call one ticket twice', async () => {
	for (let n = 0; n < 30; n++) await take();
	const hammer = async (desk: string): Promise<string[]> => {
		const called: string[] = [];
		for (;;) {
			const { ticket: id } = await callNext(house.as(house.officer), { desk });
			if (id === null) return called;
			called.push(id);
		}
	};
	const [first, second] = await Promise.all(house.desks.map(hammer));
	const all = [...first!, ...second!];
	expect(all.length).toBeGreaterThanOrEqual(30);
	expect(new Set(all).size).toBe(all.length);
});

test('a refusal does not burn its request: the same may succeed later', async () => {
	const request = crypto.randomUUID();
	const wrong = takeTicket(house.as(house.kiosk, request), { id: crypto.randomUUID(), centre: 1, matter: 'certification', procedure: null, priority: 'none' });
	await expect(wrong).rejects.toThrow();
	expect((await take(request)).ticket).toBeTruthy();
});

test('whoever commits late is heard as well, and sealed in its turn', async () => {
	const heard: string[] = [];
	register([{ name: 'test.hear', hears: ['counter.take-ticket'], may: [], hear: async (_, row) => void heard.push(row.about ?? '') }]);
	const drain = async (): Promise<void> => {
		while (await deliverOne({ ...house.base, clock: () => new Date() }));
	};
	const slow = crypto.randomUUID();
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	const late = house.db.begin(async (sql) => {
		await takeTicket({ ...house.as(house.kiosk), db: sql, now: new Date(Date.now() - 86_400_000 * 40) }, { id: slow, centre: house.centre, matter: 'land', procedure: null, priority: 'none' });
		await held;
	});
	await new Promise((resolve) => setTimeout(resolve, 100));
	const quick = await take();
	await drain();
	await sealJournal(house.db, new Date());
	expect(heard).toContain(quick.ticket);
	expect(heard).not.toContain(slow);
	release();
	await late;
	await drain();
	await sealJournal(house.db, new Date());
	expect(heard).toContain(slow);
	expect((await verifyJournal(house.db)).broken).toBeNull();
});

test('a changed journal row is found by the seal, and the program itself cannot change one', async () => {
	const { ticket: id } = await take();
	await sealJournal(house.db, new Date());
	await expect(house.db`update journal set detail = '{}' where about = ${id}`).rejects.toThrow(/permission denied/);
	await owner`update journal set detail = detail || '{"number": 999}' where about = ${id}`;
	expect((await verifyJournal(house.db)).broken).not.toBeNull();
	await owner`update journal set detail = jsonb_set(detail, '{number}', to_jsonb((select number from ticket where id = ${id}))) where about = ${id}`;
	expect((await verifyJournal(house.db)).broken).toBeNull();
	expect((await ticket(house.as(house.kiosk), { ticket: id }))?.state).toBe('waiting');
});

test('without a scope the application sees nothing', async () => {
	for (const table of ['person', 'case_file', 'case_answer', 'journal', 'look', 'staff', 'ticket', 'payment']) {
		const [row] = await house.db`select count(*)::int as n from ${house.db(table)}`;
		expect([table, row!['n']]).toEqual([table, 0]);
	}
});
