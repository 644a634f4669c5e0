import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { findPersonBrief } from '#capabilities/residents/people.server.ts';
import { WriteNotice } from './inputs.ts';
import { insertNotice, lockTopic, updateNotice } from './sql.server.ts';

const KNOWN = { state: 'over', why: 'known', dueAt: null } as const;

/** Not told yet, nor let go: the same said again is no news. */
const STILL: ReadonlySet<string> = new Set(['waiting', 'out', 'asks']);

/** Arrived or read: what came later does not unsay it. */
const HEARD = 2;

type Fact = Pick<WriteNotice, 'about' | 'topic' | 'fact' | 'factAt' | 'says'>;

/** Whether it is news: nothing later is known, and what was said last is something else. What nobody has heard yet of it is no longer so. */
async function overtakes({ db }: Context, input: Fact, person: string): Promise<boolean> {
	const factAt = new Date(input.factAt);
	const others = await lockTopic(db, { about: input.about, topic: input.topic, personId: person });
	const last = others.toSorted((one, other) => one.factAt.getTime() - other.factAt.getTime()).at(-1);
	if (last && last.factAt > factAt) return false;
	if (last && STILL.has(last.state) && last.fact === input.fact && isDeepStrictEqual(last.says, input.says))
		return false;
	for (const one of others)
		if (one.mark < HEARD && one.state !== 'over')
			await updateNotice(db, one.id, { state: 'over', why: 'overtaken', dueAt: null });
	return true;
}

/**
 * One fact waits to be told to one person, whichever of their rows was named. Whoever was erased is told nothing; a fact that a later
 * one has overtaken already, or that was just said, is not written.
 */
export const writeNotice = command(
	{
		name: 'notices.write-notice',
		group: 'house',
		input: WriteNotice,
		answer: v.object({ id: v.nullable(v.string()) })
	},
	async (context, { id, to, of, known, notBefore, ...input }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const person = await findPersonBrief(context, to);
		const written = { about: input.about, person: person?.id ?? null };
		if (!person || !(await overtakes(context, input, person.id))) return { answer: { id: null }, ...written };
		const dates = { factAt: new Date(input.factAt), until: input.until === null ? null : new Date(input.until) };
		// What they know already stands too, so that an older fact that is heard after it is not told.
		const state = known
			? KNOWN
			: { state: 'waiting' as const, why: null, dueAt: notBefore === null ? now : new Date(notBefore) };
		await insertNotice(db, { ...input, ...dates, ...state, id, personId: person.id, ofId: of, centre, at: now });
		return { answer: { id }, ...written, detail: { fact: input.fact } };
	}
);
