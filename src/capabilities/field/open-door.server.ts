import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { writeLook } from '#platform/looks.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';

/** Whoever still lives where the phone goes: one who has moved away since, or is erased, keeps the look from nobody else. */
async function visibleOf(context: Context, people: readonly string[]): Promise<string[]> {
	const seen: string[] = [];
	for (const person of people) {
		const known = await getPersonBrief(context, person).catch((reason: unknown) => {
			if (reason instanceof Refusal) return null;
			throw reason;
		});
		if (known) seen.push(person);
	}
	return seen;
}

/** Whoever goes to a door opened what is taken along of somebody: a look, which that person reads, as it was on the phone. */
export const openDoor = command(
	{
		name: 'field.open-door',
		byPerson: true,
		group: 'at-door',
		input: v.object({ people: v.pipe(v.array(id), v.maxLength(30)) }),
		answer: v.object({ seen: v.number() })
	},
	async (context, { people }) => {
		const seen = await visibleOf(context, people);
		// They read when it was opened, not when the phone came home.
		if (seen.length > 0)
			await writeLook({ ...context, now: saidAt(context) }, { person: seen, what: 'door', purpose: 'campaign-visit' });
		return { answer: { seen: seen.length }, person: seen.length === 1 ? seen[0]! : null };
	}
);
