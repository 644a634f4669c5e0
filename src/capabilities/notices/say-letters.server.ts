import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import type { TrySaid } from './answers.ts';
import { OVER } from './hear.server.ts';
import { SayLetters, type letterSaids } from './inputs.ts';
import { getBatch } from './letters.server.ts';
import { markOf } from './rules-ladder.ts';
import { listLetters, type LetterRow } from './sql-letters.server.ts';
import { hearTry, lockNotice, updateNotice, type NoticeRow } from './sql.server.ts';

type How = (typeof letterSaids)[number];

/** What is said of a letter, as of any other hand-over. */
const SAID: Readonly<Record<How, 'taken' | 'arrived' | 'failed'>> = {
	posted: 'taken',
	given: 'arrived',
	back: 'failed'
};

/** How its word stands after it. Posted is not heard: what has to be is read to them when they come by. One that came back climbs on. */
function moved(row: NoticeRow, how: How, now: Date) {
	const isHeard = row.mark >= 2 || row.state === 'over';
	if (how === 'given') return row.state === 'over' ? null : { state: 'told' as const, why: null, dueAt: null };
	if (how === 'back') return isHeard ? null : { state: 'out' as const, why: null, dueAt: now };
	if (row.state !== 'asks') return null;
	return row.must
		? { state: 'asks' as const, why: 'letter-posted', dueAt: null }
		: { state: 'told' as const, why: null, dueAt: null };
}

/** Of a whole batch it is said where nothing was said yet and the word still stands, as it is at this moment; of one letter whatever says more. */
async function sayOne({ db, now }: Context, { id, notice }: LetterRow, how: How, ofAll: boolean): Promise<boolean> {
	const row = await lockNotice(db, notice);
	if (!row || (ofAll && row.state === 'over')) return false;
	const said = SAID[how];
	const over: readonly TrySaid[] = ofAll ? ['handed'] : OVER[said];
	const heard = { said, over, ref: null, parts: null, fault: null, at: now };
	if ((await hearTry(db, id, heard)).count === 0) return false;
	await updateNotice(db, row.id, { ...(moved(row, how, now) ?? row), mark: markOf(said) });
	return true;
}

/**
 * Letters were posted, given into somebody's hands, or one came back. Said of a batch it is of those of which nothing was said yet and that
 * still have to go. Refuses what was said already (`letter-moved`).
 */
export const sayLetters = command(
	{
		name: 'notices.say-letters',
		byPerson: true,
		group: 'loop',
		input: SayLetters,
		answer: v.object({ letters: v.number() })
	},
	async (context, { batch, letter, how }) => {
		await getBatch(context, batch);
		const all = await listLetters(context.db, batch, context.now);
		const meant = all.filter(({ id, said, over }) => (letter === null ? said === 'handed' && !over : id === letter));
		let letters = 0;
		// Taken in hand in one order, whoever comes.
		for (const one of meant.toSorted((a, b) => a.notice.localeCompare(b.notice)))
			if (await sayOne(context, one, how, letter === null)) letters += 1;
		if (letters === 0) throw new Refusal('letter-moved');
		const person = letter === null ? null : (meant[0]?.person ?? null);
		return { answer: { letters }, about: batch, person, detail: { how, letters } };
	}
);
