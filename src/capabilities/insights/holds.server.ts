import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { HoldShown } from './answers.ts';
import { LetGo, TakeTrouble } from './inputs.ts';
import { stillHeld } from './rules-holds.ts';
import { dropHold, dropHoldsOf, listHolds, lockHold, putHold, takeFree } from './sql-holds.server.ts';

/** Who of the centre has taken what is stuck. */
export const holds = query(
	{
		name: 'insights.holds',
		group: 'see-troubles',
		input: Nothing,
		answer: v.array(HoldShown),
		look: 'names staff, and no resident'
	},
	async ({ db, actor }) => [...(await listHolds(db, centreOf(actor)))]
);

/**
 * "Nhận việc": from now on it is known who sees to it. Of two who press, the second is told who has it and since when
 * (`trouble-taken`); whoever saw that name on the page takes it over. What somebody held when it was stuck an earlier time is free.
 */
export const takeTrouble = command(
	{
		name: 'insights.take-trouble',
		byPerson: true,
		group: 'see-troubles',
		input: TakeTrouble,
		answer: v.object({ trouble: v.string() })
	},
	async ({ db, actor, now }, { trouble, since, seen }) => {
		const centre = centreOf(actor);
		// Of two who press at once the second waits here and finds the first.
		if (await takeFree(db, centre, trouble, actor.id, now))
			return { answer: { trouble }, person: null, detail: { trouble } };
		const found = await lockHold(db, centre, trouble);
		const held = found && stillHeld(found, new Date(since)) ? found : null;
		if (held && held.holderId !== actor.id && held.holderId !== seen)
			throw new Refusal('trouble-taken', { name: held.holderName, time: timeOf(held.heldSince) });
		if (held?.holderId !== actor.id) await putHold(db, centre, trouble, actor.id, now);
		return { answer: { trouble }, person: null, detail: { trouble } };
	}
);

/** "Thôi nhận": whoever has it lets it go, and it is nobody's again. Refuses whoever has it not (any more). */
export const letTroubleGo = command(
	{
		name: 'insights.let-trouble-go',
		byPerson: true,
		group: 'see-troubles',
		input: LetGo,
		answer: v.object({ trouble: v.string() })
	},
	async ({ db, actor }, { trouble }) => {
		const { count } = await dropHold(db, centreOf(actor), trouble, actor.id ?? '');
		if (count === 0) throw new Refusal('trouble-not-yours');
		return { answer: { trouble }, person: null, detail: { trouble } };
	}
);

/** What somebody had who left is nobody's again. */
export const freeTroubles = command(
	{
		name: 'insights.free-troubles',
		group: 'house',
		input: v.object({ of: id }),
		answer: v.object({ freed: v.number() })
	},
	async ({ db }, { of }) => {
		const { count } = await dropHoldsOf(db, of);
		return { answer: { freed: count }, about: of, detail: { freed: count } };
	}
);
