import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#platform/context.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asRefusal } from '#platform/broken-rules.ts';
import { command } from '#platform/dispatch.server.ts';
import { connect, type Db, type Last, type Pool } from '#platform/db.server.ts';
import { commitHouse, type House } from './support/committed.ts';

// What a command writes last goes out with its row of the journal and its end. Where what it moves has gone meanwhile it is done anew, and of what was not done
// nothing is kept.

let house: House;
let owner: Pool;
beforeAll(async () => {
	house = await commitHouse();
	owner = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1 });
});
afterAll(() => Promise.all([house.db.end(), owner.end()]));

const names = ['test.last', 'test.last-by-key'] as const;
let lastOf: (sql: Db, time: number) => Last[] = () => [];
let doesOf: (sql: Db, time: number) => Last | undefined = () => undefined;
let times = 0;
const commands = names.map((name) =>
	command(
		{
			...{ name, group: 'house', byKey: name === 'test.last-by-key' },
			...{ input: v.object({}), answer: v.object({ time: v.number() }) }
		},
		({ db }) => {
			times++;
			const does = doesOf(db, times);
			return Promise.resolve({
				...{ answer: { time: times }, person: null, last: lastOf(db, times) },
				...(does === undefined ? {} : { does })
			});
		}
	)
);
const as = (request: string): Context => house.as({ ...house.officer, may: new Set<string>(names) }, request);
const ran = async (door: (typeof commands)[number], request: string): Promise<unknown> => {
	times = 0;
	return door(as(request), {}).catch((fault: unknown) => asRefusal(fault)?.code ?? fault);
};
const journalled = async (request: string): Promise<number> => {
	const [row] = await owner<{ n: number }[]>`select count(*)::int as n from journal where request = ${request}`;
	return row!.n;
};

test.each(commands)('it is done anew while what it moves has gone, and recorded once ($called)', async (door) => {
	const request = crypto.randomUUID();
	lastOf = (sql, time) => [sql`select require_there(${time > 2})`];
	expect(await ran(door, request)).toEqual({ time: 3 });
	expect(await journalled(request)).toBe(1);
	// The same request again answers the same, and is not done; by key it is tried until its row of the journal ends it.
	expect(await ran(door, request)).toEqual({ time: 3 });
	expect(times).toBe(door === commands[0] ? 0 : 3);
	expect(await journalled(request)).toBe(1);
});

test.each(commands)('what goes each time is said as a refusal, and may be pressed again ($called)', async (door) => {
	const request = crypto.randomUUID();
	lastOf = (sql) => [sql`select require_there(false)`];
	expect(await ran(door, request)).toBe('gone-meanwhile');
	expect(times).toBe(5);
	expect(await journalled(request)).toBe(0);
	lastOf = () => [];
	expect(await ran(door, request)).toEqual({ time: 1 });
});

test.each(commands)('where one of them is refused, none is kept ($called)', async (door) => {
	const [request, other] = [crypto.randomUUID(), crypto.randomUUID()];
	const at = new Date();
	lastOf = (sql) => [
		sql`insert into request (id, at) values (${other}, ${at})`,
		sql`insert into request (id, at) values (${other}, ${at})`
	];
	expect(await ran(door, request)).toBe('there-already');
	expect(await journalled(request)).toBe(0);
	const [kept] = await owner<{ n: number }[]>`select count(*)::int as n from request where id = ${other}`;
	expect(kept!.n).toBe(0);
});

test.each(commands)(
	'done before, it is answered as then, also where it would be refused now ($called)',
	async (door) => {
		const request = crypto.randomUUID();
		lastOf = () => [];
		expect(await ran(door, request)).toEqual({ time: 1 });
		lastOf = () => {
			throw new Refusal('nothing-left');
		};
		expect(await ran(door, request)).toEqual({ time: 1 });
		expect(await ran(door, crypto.randomUUID())).toBe('nothing-left');
	}
);

test.each(commands)('sent twice at once it is done once, and both are answered the same ($called)', async (door) => {
	const request = crypto.randomUUID();
	const other = crypto.randomUUID();
	lastOf = (sql) => [sql`insert into request (id, at) values (${other}, now())`];
	const [one, two] = await Promise.all([ran(door, request), ran(door, request)]);
	expect(one).toEqual(two);
	expect(await journalled(request)).toBe(1);
	// Another that brings the same is told that it is there.
	expect(await ran(door, crypto.randomUUID())).toBe('there-already');
	// And who comes with the used id and other content is refused.
	const stranger = { ...as(request), actor: { ...as(request).actor, id: crypto.randomUUID() } };
	expect(await door(stranger, {}).catch((fault: unknown) => asRefusal(fault)?.code)).toBe('request-used');
});

test.each(commands)('what does it and its row are kept together, or neither is ($called)', async (door) => {
	lastOf = () => [];
	const [request, other] = [crypto.randomUUID(), crypto.randomUUID()];
	// However many rows it answers, and where it answers none, its own row is one.
	const put = (sql: Db) => sql`insert into request (id, at) select ${other}, now() where false returning id`;
	const puts = (sql: Db) =>
		sql`insert into request (id, at) values (${other}, now()), (gen_random_uuid(), now()) returning id`;
	doesOf = put;
	expect(await ran(door, request)).toEqual({ time: 1 });
	expect(await journalled(request)).toBe(1);
	doesOf = puts;
	const second = crypto.randomUUID();
	expect(await ran(door, second)).toEqual({ time: 1 });
	expect(await journalled(second)).toBe(1);
	// It is there now: who brings it again is refused, and no row tells of it.
	const third = crypto.randomUUID();
	expect(await ran(door, third)).toBe('there-already');
	expect(await journalled(third)).toBe(0);
	// What it moves had gone twice.
	doesOf = (sql, time) => sql`select require_there(${time > 2})`;
	const fourth = crypto.randomUUID();
	expect(await ran(door, fourth)).toEqual({ time: 3 });
	expect(await journalled(fourth)).toBe(1);
	// Where its row is refused, it is not done: the request stands in the journal already, in another's name.
	const fresh = crypto.randomUUID();
	doesOf = (sql) => sql`insert into request (id, at) values (${fresh}, now()) returning id`;
	const stranger = { ...as(request), actor: { ...as(request).actor, id: crypto.randomUUID() } };
	expect(await door(stranger, {}).catch((fault: unknown) => asRefusal(fault)?.code)).toBe('request-used');
	const [kept] = await owner<{ n: number }[]>`select count(*)::int as n from request where id = ${fresh}`;
	expect(kept!.n).toBe(0);
	doesOf = () => undefined;
});
