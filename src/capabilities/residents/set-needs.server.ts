import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { needs, SetNeeds, SetWhy } from './inputs.ts';
import { getPerson } from './people.server.ts';
import { putWhy, updateNeeds } from './sql-changes.server.ts';

/** What was ticked in a form is added, what was unticked goes, and the rest stays as it is now. */
const needsAfter = (now: readonly string[], was: readonly string[], to: readonly string[]): string[] =>
	needs.filter((need) => to.includes(need) || (now.includes(need) && !was.includes(need)));

/** How to help somebody, as every helper may see it. Never why. */
export const setNeeds = command(
	{
		name: 'residents.set-needs',
		group: ['know-people', 'at-door'],
		input: SetNeeds,
		answer: v.object({ kept: v.literal(true) })
	},
	async (context, input) => {
		const person = await getPerson(context, input.person);
		const kept = needsAfter(person.needs, input.was ?? person.needs, input.needs);
		await updateNeeds(context.db, person.id, kept, context.now);
		return { answer: { kept: true }, about: person.id, person: person.id, detail: { needs: kept } };
	}
);

/** Why somebody comes first: groups, kind of disability, ethnicity. Sealed, and read by those alone who decide on it. */
export const setWhy = command(
	{ name: 'residents.set-why', group: 'join-people', input: SetWhy, answer: v.object({ kept: v.literal(true) }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const person = await getPerson(context, input.person);
		const key = await subjectKey(context, person.id);
		const { belongs, ethnic, note } = input;
		await putWhy(
			db,
			person.id,
			await communeOf(db, actor),
			key.seal(JSON.stringify({ belongs, ethnic, note }), 'why'),
			now
		);
		return { answer: { kept: true }, about: person.id, person: person.id };
	}
);
