import { expect, test } from 'vitest';
import { balanceDivision, beginDivision } from '#capabilities/campaigns/divide.server.ts';
import { division, tryDivision } from '#capabilities/campaigns/look-division.server.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { inTurns } from '#platform/in-turns.server.ts';
import { setScope } from '#platform/scope.server.ts';
import type { Steps } from '#kernel/steps.ts';
import { laidHamlet } from './support/division.ts';
import { NOW, sceneApart as scene, type Scene } from './support/scene.ts';

// What takes long is worked out in turns: whoever asks for something else meanwhile is answered before it is done.

const DOORS = 4000;

test('whoever waits has their turn between two steps, and what is worked out comes out whole', async () => {
	const order: string[] = [];
	function* steps(): Steps<string> {
		for (let n = 0; n < 3; n++) {
			order.push(`step ${n}`);
			yield;
		}
		return 'done';
	}
	const other = new Promise<void>((resolve) =>
		setImmediate(() => {
			order.push('other');
			resolve();
		})
	);
	order.push(await inTurns(steps(), 0));
	await other;
	expect(order).toEqual(['step 0', 'other', 'step 1', 'step 2', 'done']);
	// What does not end is ended, as a statement would be.
	function* endless(): Steps<never> {
		for (;;) yield;
	}
	await expect(inTurns(endless(), 0, 20)).rejects.toMatchObject({ code: '57014' });
	// What is quick is not put off.
	order.length = 0;
	const quick = inTurns(steps(), 10_000).then((said) => order.push(said));
	const late = new Promise<void>((resolve) => setImmediate(() => resolve(void order.push('other'))));
	await Promise.all([quick, late]);
	expect(order).toEqual(['step 0', 'step 1', 'step 2', 'done', 'other']);
});

/** Thousands of doors of one hamlet, in lanes of no name. */
async function large(s: Scene): Promise<number> {
	const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 2 });
	await setScope(s.base.db, s.mai, crypto.randomUUID());
	await s.base.db`
		with laid as (
			insert into dwelling (id, commune_id, hamlet_id, made_at, lon, lat, placed_at)
			select gen_random_uuid(), (select parent_id from place where id = 1), ${hamlet}, ${NOW.toISOString()}::timestamptz,
				105.7 + (n * 7919 % 10007) / 500000.0, 19.6 + (n * 104729 % 10009) / 500000.0, ${NOW.toISOString()}::timestamptz
			from generate_series(1, ${DOORS}) n returning id, commune_id
		)
		insert into household (id, commune_id, dwelling_id, made_at) select gen_random_uuid(), commune_id, id, ${NOW.toISOString()}::timestamptz from laid`;
	return hamlet;
}

/** How many other requests were answered after a door had the last answer of the database that it asked for, and before it answered itself. */
async function answeredWhile(s: Scene, door: (context: Context) => Promise<unknown>): Promise<number> {
	let [answered, isDone] = [0, false];
	/** Whatever the door asks of the database, in its own transaction too, begins the count anew. */
	const heard = (sql: Db): Db =>
		new Proxy(sql, {
			apply(target, self, given) {
				answered = 0;
				return Reflect.apply(target as never, self, given) as unknown;
			},
			get(target, name) {
				const own = Reflect.get(target, name) as unknown;
				if (name !== 'savepoint') return own;
				return (work: (sql: Db) => unknown) => (own as (w: typeof work) => unknown)((inner) => work(heard(inner)));
			}
		});
	const context = s.as(s.thach, 1);
	const db = heard(context.db);
	const worked = door({ ...context, db }).finally(() => (isDone = true));
	while (!isDone) {
		await s.base.db`select 1`;
		answered += 1;
	}
	await worked;
	return answered;
}

test(
	'a hamlet of thousands of doors is shown and divided while others are answered',
	scene(async (s) => {
		const hamlet = await large(s);
		expect((await hamlets(s.as(s.thach), {})).some(({ id }) => id === hamlet)).toBe(true);
		await beginDivision(s.as(s.thach), { id: crypto.randomUUID(), hamlet });
		expect(await answeredWhile(s, (context) => division(context, { hamlet }))).toBeGreaterThan(4);
		const plan = (await division(s.as(s.thach), { hamlet }))!;
		const seen = { division: plan.id, rev: plan.rev };
		await balanceDivision(s.as(s.thach, 2), { ...seen, parts: 4 });
		const then = (await division(s.as(s.thach, 3), { hamlet }))!;
		expect(then.parts.reduce((sum, { doors }) => sum + doors, 0)).toBe(DOORS + 2);
		expect(await answeredWhile(s, (context) => tryDivision(context, { division: plan.id, put: null }))).toBeGreaterThan(
			4
		);
	}),
	120_000
);
