import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { findPersonBrief } from '#capabilities/residents/people.server.ts';
import { WriteNotice } from './inputs.ts';
import { insertNotice, lockTopic, updateNotice } from './sql.server.ts';

const KNOWN = { state: 'over', why: 'known', dueAt: null } as const;

/** Arrived or read: what came later does not unsay it. */
const HEARD = 2;

/** What of the same topic about the same thing nobody has heard yet is no longer so. */
async function overtake(
	{ db }: Context,
	input: Pick<WriteNotice, 'about' | 'topic' | 'factAt'>,
	person: string
): Promise<boolean> {
	const factAt = new Date(input.factAt);
	const others = await lockTopic(db, { about: input.about, topic: input.topic, personId: person });
	for (const one of others)
		if (one.factAt < factAt && one.mark < HEARD && one.state !== 'over')
			await updateNotice(db, one.id, { state: 'over', why: 'overtaken', dueAt: null });
	return others.some((one) => one.factAt > factAt);
}

/**
 * One fact waits to be told to one person, whichever of their rows was named. Whoever was erased is told nothing; a fact that a later
 * one has overtaken already is not written.
 */
export const writeNotice = command(
	{
		name: 'notices.write-notice',
		group: 'house',
		input: WriteNotice,
		answer: v.object({ id: v.nullable(v.string()) })
	},
	async (context, { id, to, of, known, ...input }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const person = await findPersonBrief(context, to);
		const written = { about: input.about, person: person?.id ?? null };
		if (!person || (await overtake(context, input, person.id))) return { answer: { id: null }, ...written };
		const dates = { factAt: new Date(input.factAt), until: input.until === null ? null : new Date(input.until) };
		// What they know already stands too, so that an older fact that is heard after it is not told.
		const state = known ? KNOWN : { state: 'waiting' as const, why: null, dueAt: now };
		await insertNotice(db, { ...input, ...dates, ...state, id, personId: person.id, ofId: of, centre, at: now });
		return { answer: { id }, ...written, detail: { fact: input.fact } };
	}
);
