import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearOut } from '#capabilities/data-rights/retention.server.ts';
import { system } from '#kernel/actor.ts';
import { connect } from '#platform/db.server.ts';
import { registerClearings } from '#platform/retention.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { clearDeliveries } from '#platform/sql-deliveries.server.ts';
import { rooms } from '#program/rooms.ts';
import { commitHouse, takeNumber, type House } from './support/committed.ts';

// What was delivered long ago goes in the night; what waits or was given up stays, however old it is (decision 81).

registerClearings(rooms);
let house: House;
const owner = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1 });
beforeAll(async () => {
	house = await commitHouse();
}, 60_000);
afterAll(async () => {
	await owner`delete from delivery where listener like 'of-this-test%'`;
	// Other tests of this database ask which nights it has had.
	await owner`delete from retention_run where rule = 'keep-deliveries'`;
	await Promise.all([house.db.end(), owner.end()]);
});

const retention = system('retention', new Set(['data-rights.clear-out']));
const clear = () => clearOut(house.as(retention), { rule: 'keep-deliveries' });
const left = async (): Promise<string[]> =>
	(
		await owner<{ listener: string }[]>`
			select listener from delivery where listener like 'of-this-test%' order by listener`
	).map(({ listener }) => listener.replace('of-this-test.', ''));

/** Deliveries of one row of the journal that were due so many days ago, and done or given up so many days ago. */
async function due(all: Record<string, { due: number; done?: number; gaveUp?: number }>): Promise<void> {
	const request = crypto.randomUUID();
	await takeNumber(house, request);
	for (const [name, { due: since, done = null, gaveUp = null }] of Object.entries(all))
		await owner`
			insert into delivery (journal_id, listener, due_at, done_at, gave_up_at)
			select id, ${`of-this-test.${name}`}, now() - make_interval(days => ${since}), now() - make_interval(days => ${done}::int),
				now() - make_interval(days => ${gaveUp}::int) from journal where request = ${request}`;
}

test('what was delivered before the period goes; what was delivered since, waits or was given up stays', async () => {
	await due({
		'long-ago': { due: 61, done: 61 },
		lately: { due: 59, done: 59 },
		'late-at-last': { due: 90, done: 1 },
		waits: { due: 400 },
		'given-up': { due: 400, gaveUp: 399 }
	});
	expect((await clear()).cleared).toBeGreaterThan(0);
	expect(await left()).toEqual(['given-up', 'late-at-last', 'lately', 'waits']);
});

test('only the night clears them, so many at a time, and none of the last week', async () => {
	await owner`delete from delivery where listener like 'of-this-test%' or done_at < now() - interval '8 days'`;
	await due({ a: { due: 9, done: 9 }, b: { due: 9, done: 9 }, c: { due: 6, done: 6 } });
	const as = (actor = retention, most = 1) =>
		inScope(house.db, actor, crypto.randomUUID(), (sql) =>
			clearDeliveries(sql, new Date(Date.now() + 86_400_000), most)
		);
	for (const actor of [house.officer, house.guide, system('door', new Set()), { ...retention, kind: 'staff' as const }])
		await expect(as(actor)).rejects.toThrow(/insufficient_privilege|permission/);
	await expect(house.db`delete from delivery`).rejects.toThrow(/permission denied/);
	expect(await as()).toBe(1);
	expect(await left()).toHaveLength(2);
	await as(retention, 10_000);
	expect(await left()).toEqual(['c']);
});
