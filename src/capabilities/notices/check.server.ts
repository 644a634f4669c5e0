import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { giveEachBack, tryEach, type Brake, type Braked } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { lookupHashes } from '#platform/keys.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { Checked, SentWords } from './answers.ts';
import { wordsBind } from './binds.ts';
import { CheckAtDesk, CheckWord, OneSent } from './inputs.ts';
import { readCode, readEnd } from './rules-telephone.ts';
import { findByCode, findWordsOf } from './sql.server.ts';

// Five wrong ones in a row at one browser and it waits; codes that are guessed at for one end of a telephone wait wherever the guesses come
// from. One false text that reaches a whole village has one code and many ends. A whole hall may stand behind one address: it is not slowed
// by itself, only a stranger without a browser's cookie is.
const ofBrowser: Brake = { purpose: 'notice-browser', free: 5, minutes: 1 };
const ofStrangers: Brake = { purpose: 'notice-strangers', free: 30, minutes: 15 };
const ofEnd: Brake = { purpose: 'notice-end', free: 20, minutes: 15 };
const ofStaff: Brake = { purpose: 'notice-staff', free: 20, minutes: 1 };

/** So long it can be asked after. */
const DAYS = 180;

type Found = v.InferOutput<typeof Checked>;
const no = (why: Found['why'], until: Date | null = null): Found => ({
	...{ sent: null, why },
	until: until?.toISOString() ?? null
});

const sentBy = ({ db, keys, now }: Context, centre: number, code: string, end: string): Promise<string | null> =>
	findByCode(
		db,
		centre,
		lookupHashes(keys, 'notice-code', `${centre} ${code} ${end}`),
		instantOf(addDays(dayOf(now), -DAYS))
	);

/** Counts a try, asks, and takes the try back where it was right. It answers and does not throw, so that the count commits. */
async function check(
	context: Context,
	centre: number,
	typed: { code: string; end: string },
	brakes: (end: string) => Braked
) {
	const [code, end] = [readCode(typed.code), readEnd(typed.end)];
	if (code === null || end === null) return no('shape');
	const braked = brakes(`${centre} ${end}`);
	const until = await tryEach(context, braked);
	if (until) return no('slowed', until);
	const sent = await sentBy(context, centre, code, end);
	if (sent === null) return no('unknown');
	await giveEachBack(context, braked);
	return { sent, why: null, until: null };
}

/**
 * Whether a word that somebody has on their telephone was sent by this centre, for whoever types its code and the end of that telephone.
 * Nobody writes down who asked, and a try that was right counts for nothing.
 */
export const checkWord = command(
	{ name: 'notices.check-word', group: 'public', input: CheckWord, answer: Checked },
	async (context, { centre, address, browser, ...typed }) => {
		const found = await check(context, centre, typed, (end) => [
			browser ? [ofBrowser, browser] : [ofStrangers, address],
			[ofEnd, end]
		]);
		return { answer: found, about: found.sent, person: null, centre: null };
	}
);

/** The same by whoever sits at a desk, for somebody who shows their telephone. */
export const checkAtDesk = command(
	{ name: 'notices.check-at-desk', group: 'at-work', input: CheckAtDesk, answer: Checked },
	async (context, typed) => {
		const found = await check(context, centreOf(context.actor), typed, () => [[ofStaff, context.actor.id]]);
		return { answer: found, about: found.sent, person: null };
	}
);

async function opened(context: Context, sent: string) {
	const found = await findWordsOf(context.db, sent);
	const key = found && (await findKey(context, found.personId));
	if (!found || !key) throw new Refusal('notice-unknown');
	const { personId: person, locale, handedAt: at } = found;
	return { words: key.text(found.words, wordsBind(sent)), locale, at, person };
}

/** The words as they truly went, for whoever was told their id. Refuses what was erased meanwhile (`notice-unknown`). */
export const sentWords = query(
	{
		name: 'notices.sent-words',
		group: 'public',
		input: OneSent,
		answer: SentWords,
		look: 'of whoever has the same words before their eyes, and without a name'
	},
	async (context, { sent }) => {
		const { words, locale, at } = await opened(context, sent);
		return { words, locale, at };
	}
);

/** The same at a desk: whoever sits there sees what somebody was told, and that person reads that they did. */
export const wordsAtDesk = query(
	{
		name: 'notices.words-at-desk',
		group: 'at-work',
		input: OneSent,
		answer: v.object({ ...SentWords.entries, person: v.string() }),
		look: ({ person }, { sent }) => ({ person, what: 'notice', purpose: 'check-word', about: sent, repeats: true })
	},
	(context, { sent }) => opened(context, sent)
);
