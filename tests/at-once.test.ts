import { afterAll, beforeAll, expect, test } from 'vitest';
import { callNext } from '#capabilities/counter/call.server.ts';
import { rightsOf } from '#program/roles.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { holdCalls } from '#capabilities/counter/hold-calls.server.ts';
import { leave } from '#capabilities/counter/move.server.ts';
import { dayOf } from '#kernel/day.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import { nextNumber } from '#capabilities/counter/sql.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { commitHouse, takeNumber, type House } from './support/committed.ts';
import { refusalOf } from './support/scene.ts';

// What only many connections show: nothing here is rolled back.

let house: House;

beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const take = (request?: string, id?: string) => takeNumber(house, request, id);

test('the same request sent ten times at once takes one number and answers the same ten times', async () => {
	const [request, id] = [crypto.randomUUID(), crypto.randomUUID()];
	const said = await Promise.all(Array.from({ length: 10 }, () => take(request, id)));
	expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
	const next = await take();
	expect(next.number).toBe(said[0]!.number + 1);
});

test('what goes out with its claim is done once too: ten calls of one request call one number, and again answers the same', async () => {
	for (let n = 0; n < 3; n++) await take();
	const request = crypto.randomUUID();
	const [desk, other] = house.desks as [string, string];
	const call = (at = desk) => callNext(house.as(house.officer, request), { desk: at });
	const said = await Promise.all(Array.from({ length: 10 }, () => call()));
	expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
	expect(await call()).toEqual(said[0]);
	expect(await refusalOf(call(other))).toBe('request-used');
	const journal = await inScope(house.db, system('journal-seal', new Set()), '', async (sql) => [
		...(await sql`select from journal where request = ${request}`)
	]);
	expect(journal).toHaveLength(1);
	const called = await inScope(house.db, house.officer, '', async (sql) => [
		...(await sql`select from ticket where desk_id = ${desk} and state = 'called'`)
	]);
	expect(called).toHaveLength(1);
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

test('whoever leaves while she is being called has been called', async () => {
	const { ticket: id } = await take();
	const [desk] = house.desks as [string, string];
	const gone: Actor = { ...anyone(new Set(rightsOf.public)), row: id };
	let leaving: Promise<string> | undefined;
	await house.db.begin(async (sql) => {
		expect((await callNext({ ...house.as(house.officer), db: sql }, { desk })).ticket).toBe(id);
		leaving = refusalOf(leave(house.as(gone), { ticket: id }));
		await new Promise((resolve) => setTimeout(resolve, 300));
	});
	expect(await leaving).toBe('ticket-state');
	expect((await ticket(house.as(house.officer), { ticket: id }))?.state).toBe('called');
});

test('a number is given while a desk holds the calls, and whoever calls waits for no number', async () => {
	await take();
	const today = dayOf(house.as(house.officer).now);
	const ended: string[] = [];
	const within = { ...house.as(house.officer) };
	await inScope(house.db, within.actor, '', async (sql) => {
		await holdCalls(sql, house.centre, today);
		await take();
		ended.push('taken');
	});
	ended.push('let go');
	await inScope(house.db, house.kiosk, '', async (sql) => {
		await nextNumber(sql, house.centre, today, within.now);
		await callNext(house.as(house.officer), { desk: house.desks[0]! });
		ended.push('called');
	});
	expect(ended).toEqual(['taken', 'let go', 'called']);
	while ((await callNext(house.as(house.officer), { desk: house.desks[0]! })).ticket !== null);
});

test('whoever has just left is passed over', async () => {
	const { ticket: id } = await take();
	const [desk] = house.desks as [string, string];
	const gone: Actor = { ...anyone(new Set(rightsOf.public)), row: id };
	let calling: Promise<{ ticket: unknown }> | undefined;
	await house.db.begin(async (sql) => {
		await leave({ ...house.as(gone), db: sql }, { ticket: id });
		calling = callNext(house.as(house.officer), { desk });
		await new Promise((resolve) => setTimeout(resolve, 300));
	});
	expect((await calling)?.ticket).toBeNull();
	expect((await ticket(house.as(house.officer), { ticket: id }))?.state).toBe('left');
});

test('a refusal does not burn its request: the same may succeed later', async () => {
	const request = crypto.randomUUID();
	const wrong = takeTicket(house.as(house.kiosk, request), {
		id: crypto.randomUUID(),
		centre: 1,
		matter: 'certification',
		procedure: null,
		priority: 'none'
	});
	await expect(wrong).rejects.toThrow();
	expect((await take(request)).ticket).toBeTruthy();
});

test('without a scope the application sees nothing', async () => {
	for (const table of ['person', 'case_file', 'case_answer', 'journal', 'look', 'staff', 'ticket', 'payment']) {
		const [row] = await house.db`select count(*)::int as n from ${house.db(table)}`;
		expect([table, row!['n']]).toEqual([table, 0]);
	}
});

test('files of one day that end at the same moment wait for each other nowhere, and each is counted', async () => {
	const { officer, centre, person } = house;
	const over = async (): Promise<number> =>
		inScope(
			house.db,
			officer,
			'',
			async (sql) => (await sql<{ files: number }[]>`select cases_over(${centre}, null) as files`)[0]!.files
		);
	const before = await over();
	/** So many that end together: none is kept before each has been written, so that whoever waited for another would never end. */
	const endTogether = async (many: number): Promise<void> => {
		const all = Promise.withResolvers<void>();
		let begun = 0;
		const end = () =>
			inScope(house.db, officer, '', async (sql) => {
				await sql`
					insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, way, stage, status, made_by, made_at)
					values (gen_random_uuid(), ${centre}, ${centre}, '2.000635', 'volume', ${person}, ${person}, ${person}, 'DIRECT', 'filed', 10, ${officer.id}, now())`;
				if (++begun === many) all.resolve();
				await all.promise;
			});
		await Promise.all(Array.from({ length: many }, end));
	};
	// The day has a line when it is ended the second time, and more than one when it is the third.
	await endTogether(1);
	await endTogether(5);
	await endTogether(8);
	expect(await over()).toBe(before + 14);
});
