import * as v from 'valibot';
import { bornBy, ELDER_FROM } from '#kernel/ages.ts';
import { dayOf } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { householdOf } from './households.server.ts';
import { papersOf } from './papers.server.ts';
import { getPerson } from './people.server.ts';
import { type ChangeRow, type Why, HamletCount, type PersonRecord } from './answers.ts';
import { doubts } from './rules-id-number.ts';
import { findWhy, changesOf } from './sql-changes.server.ts';
import { listSources } from './sql.server.ts';
import { countTwinsOf } from './sql-twins.server.ts';
import { countRegister } from './sql-households.server.ts';

/** Changes on one page. */
const PAGE = 20;

/** Everything of the register about one person, for a query that says why it is read. Refuses somebody of another place. */
export async function getRecord(context: Context, id: string, page: number): Promise<PersonRecord> {
	const person = await getPerson(context, id);
	const [sealed, key] = [await findWhy(context.db, person.id), await findKey(context, person.id)];
	return {
		person,
		doubts: person.number ? doubts(person.number, person) : [],
		household: await householdOf(context.db, person.id),
		sources: [...(await listSources(context.db, person.id))],
		papers: await papersOf(context, person.id),
		changes: await pageIn<ChangeRow>(context.db, changesOf(context.db, person.id), page, PAGE),
		why: sealed && key ? (JSON.parse(key.text(sealed, 'why')) as Why) : null
	};
}

/** The register in figures, and how many pairs may be one person: nobody is named. A household whose people live in two hamlets stands in both rows and is one. */
export const register = query(
	{
		name: 'residents.register',
		group: 'know-people',
		input: Nothing,
		answer: v.object({ hamlets: v.array(HamletCount), households: v.number(), pairs: v.number() }),
		look: 'holds no name'
	},
	async ({ db, actor, now }): Promise<{ hamlets: HamletCount[]; households: number; pairs: number }> => {
		const commune = await communeOf(db, actor);
		const elder = bornBy(dayOf(now), ELDER_FROM);
		const [figures, pairs] = await Promise.all([countRegister(db, commune, elder), countTwinsOf(db, commune)]);
		const hamlets = figures.filter((one): one is typeof one & HamletCount => one.hamlet !== null);
		const whole = figures.find(({ hamlet }) => hamlet === null);
		return { hamlets, households: whole?.households ?? 0, pairs };
	}
);
