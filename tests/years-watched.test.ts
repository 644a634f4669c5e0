import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listWatched } from '#capabilities/oversight/sql.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { NOW, sceneApart as scene, type Scene } from './support/scene.ts';
import { manyPeople } from './support/volume.ts';

// What the staff looked at in some days is told of one reading: just what each figure counted for itself.

type Look = {
	by: number;
	what: string;
	purpose: string;
	session: string | null;
	people: (string | null)[];
	ago: number;
};

const sessions = Array.from({ length: 3 }, () => crypto.randomUUID());
const looks = (people: readonly string[]): fc.Arbitrary<Look[]> =>
	fc.array(
		fc.record({
			...{ by: fc.nat(2), what: fc.constantFrom('search', 'search', 'record', 'case', 'list') },
			...{ purpose: fc.constantFrom('need', 'call-back', 'mistake'), session: fc.option(fc.constantFrom(...sessions)) },
			people: fc.array(fc.option(fc.constantFrom(...people), { freq: 8 }), { minLength: 1, maxLength: 4 }),
			ago: fc.integer({ min: 0, max: 40 })
		}),
		{ minLength: 1, maxLength: 60 }
	);

async function looked(s: Scene, all: readonly Look[]): Promise<void> {
	for (const [by, who] of [s.lua, s.mai, s.thach].entries()) {
		await setScope(s.base.db, who, crypto.randomUUID());
		await s.base.db`
			insert into look (at, actor_kind, actor_id, what, purpose, session_id, people)
			select ${NOW.toISOString()}::timestamptz - r.ago * interval '1 day', 'staff', ${who.id!}, r.what, r.purpose, r.session, r.people
			from jsonb_to_recordset(${s.base.db.json(all.filter((one) => one.by === by) as never)}) r (what text, purpose text, session uuid, people uuid[], ago int)`;
	}
}

/** Each figure for itself, as it is said. */
function countedBy(all: readonly Look[], by: number, days: number) {
	const own = all.filter((one) => one.by === by && one.ago <= days);
	const named = (list: readonly Look[]) => new Set(list.flatMap(({ people }) => people.filter((one) => one !== null)));
	const searches = own.filter(({ what }) => what === 'search');
	const singly = own.filter(
		({ what, purpose, people }) => what !== 'search' && purpose !== 'need' && people.length === 1
	);
	const met = named(singly).intersection(named(searches)).size;
	return {
		...{ searches: searches.length, idle: Math.max(0, searches.length - 2 * met) },
		records: own.filter(({ what, session }) => what === 'record' && session === null).length,
		beside: new Set(own.flatMap(({ session }) => session ?? [])).size,
		people: named(own.filter(({ what }) => what !== 'list')).size
	};
}

test(
	'whoever looked at whom in these days is counted alike, whatever was looked at and before',
	scene(async (s) => {
		const people = await manyPeople(s, 6);
		const all: Look[] = [];
		await fc.assert(
			fc.asyncProperty(looks(people), fc.integer({ min: 0, max: 40 }), async (more, days) => {
				await looked(s, more);
				all.push(...more);
				await setScope(s.base.db, s.thach, crypto.randomUUID());
				const rows = await listWatched(s.base.db, new Date(NOW.getTime() - days * 86_400_000));
				for (const [by, who] of [s.lua, s.mai, s.thach].entries())
					expect(rows.find(({ staffId }) => staffId === who.id)).toMatchObject(countedBy(all, by, days));
			}),
			{ numRuns: 25 }
		);
		// A neighbouring place and whoever keeps no accounts read nothing of it.
		for (const other of [s.rang, s.lua]) {
			await setScope(s.base.db, other, crypto.randomUUID());
			expect((await listWatched(s.base.db, NOW)).filter(({ staffId }) => staffId === s.mai.id)).toEqual([]);
		}
	}),
	60_000
);
