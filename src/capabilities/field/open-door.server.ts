import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { saidAt } from '#platform/context.server.ts';
import { command, writeLook } from '#platform/dispatch.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';

/** Whoever goes to a door opened what is taken along of somebody: a look, which that person reads, as it was on the phone. */
export const openDoor = command(
	{
		name: 'field.open-door',
		byPerson: true,
		group: 'at-door',
		input: v.object({ people: v.pipe(v.array(id), v.minLength(1), v.maxLength(30)) }),
		answer: v.object({ seen: v.number() })
	},
	async (context, { people }) => {
		for (const person of people) await getPersonBrief(context, person);
		// They read when it was opened, not when the phone came home.
		await writeLook({ ...context, now: saidAt(context) }, { person: people, what: 'door', purpose: 'campaign-visit' });
		return { answer: { seen: people.length }, person: people.length === 1 ? people[0]! : null };
	}
);
