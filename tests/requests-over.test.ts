import { afterAll, beforeAll, expect, test } from 'vitest';
import { callNext } from '#capabilities/counter/call.server.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { clearOut } from '#capabilities/data-rights/retention.server.ts';
import { system } from '#kernel/actor.ts';
import { connect } from '#platform/db.server.ts';
import { registerClearings } from '#platform/retention.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { clearRequests } from '#platform/sql.server.ts';
import { rooms } from '#program/rooms.ts';
import { commitHouse, takeNumber, type House } from './support/committed.ts';
import { refusalOf } from './support/scene.ts';

// Ids of requests that are long over go in the night; what is sent again after that is still done once (decision 76).

registerClearings(rooms);
let house: House;
const owner = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1 });
beforeAll(async () => {
	house = await commitHouse();
}, 60_000);
afterAll(async () => {
	// Other tests of this database ask which nights it has had.
	await owner`delete from retention_run where rule = 'keep-requests'`;
	await Promise.all([house.db.end(), owner.end()]);
});

const retention = system('retention', new Set(['data-rights.clear-out']));
const clear = () => clearOut(house.as(retention), { rule: 'keep-requests' });
/** A command that claims its request, as most do. */
const claims = (request: string, id: string = crypto.randomUUID()) =>
	makeDesk(house.as(system('door', new Set(['counter.make-desk']), null, [house.centre]), request), {
		...{ id, centre: house.centre, name: `Quầy ${id.slice(0, 6)}`, kind: 'counter', skills: ['land'] }
	});
const there = async (id: string): Promise<boolean> => (await owner`select from request where id = ${id}`).length === 1;
const longAgo = (id: string, days: number) =>
	owner`update request set at = now() - make_interval(days => ${days}) where id = ${id}`;

test('what is older than the period goes and what is younger stays; a request that the journal does not know stays', async () => {
	const [old, young, bare] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
	await claims(old);
	await claims(young);
	await longAgo(old, 366);
	await longAgo(young, 364);
	await owner`insert into request (id, at) values (${bare}, now() - interval '500 days')`;
	expect((await clear()).cleared).toBeGreaterThan(0);
	expect([await there(old), await there(young), await there(bare)]).toEqual([false, true, true]);
});

test('sent again after its id went it is answered as then and done once, whichever way it goes out', async () => {
	const [request, called, desk] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
	const counted = async () => {
		const [row] = await owner<{ journal: number; calls: number; desks: number }[]>`
			select (select count(*)::int from journal where request in (${request}, ${called})) as journal,
				(select coalesce(sum(call_count), 0)::int from ticket where centre_id = ${house.centre}) as calls,
				(select count(*)::int from desk where centre_id = ${house.centre}) as desks`;
		return row;
	};
	await takeNumber(house);
	const made = await claims(request, desk);
	const call = () => callNext(house.as(house.officer, called), { desk: house.desks[0]! });
	const first = await call();
	const before = await counted();
	for (const id of [request, called]) await longAgo(id, 400);
	await clear();
	expect([await there(request), await there(called)]).toEqual([false, false]);
	// The same words under the same id; at the desk somebody is served by now.
	expect(await call()).toEqual(first);
	expect(await claims(request, desk)).toEqual(made);
	expect(await counted()).toEqual(before);
	expect(await refusalOf(callNext(house.as(house.officer, called), { desk: house.desks[1]! }))).toBe('request-used');
	expect(await counted()).toEqual(before);
});

test('only the night clears ids, so many at a time, and none of the last two months', async () => {
	const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
	for (const id of ids) await claims(id);
	await longAgo(ids[0]!, 61);
	await longAgo(ids[1]!, 61);
	await longAgo(ids[2]!, 59);
	const as = (actor = retention, most = 1) =>
		inScope(house.db, actor, crypto.randomUUID(), (sql) => clearRequests(sql, new Date(Date.now() + 86_400_000), most));
	for (const actor of [house.officer, house.guide, system('door', new Set()), { ...retention, kind: 'staff' as const }])
		await expect(as(actor)).rejects.toThrow(/insufficient_privilege|permission/);
	await expect(house.db`delete from request`).rejects.toThrow(/permission denied/);
	expect(await as()).toBe(1);
	await as(retention, 10_000);
	expect(await Promise.all(ids.map(there))).toEqual([false, false, true]);
});
