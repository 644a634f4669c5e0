import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { findKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { telephoneBefore, telephoneOf } from '#capabilities/residents/people.server.ts';
import type { Channel, Locale } from './answers.ts';
import { emailBind } from './binds.ts';
import type { Carrier } from './port.ts';
import { USUAL_HOURS, type Hours } from './rules-hours.ts';
import { findChoice, type ChoiceRow } from './sql-choice.server.ts';
import type { NoticeRow } from './sql.server.ts';

export type Reached = {
	/** The telephone it goes to, and their address of e-mail. */
	phone: string | null;
	email: string | null;
	locale: Locale;
	ways: readonly Channel[];
	wantsCall: boolean;
	hours: Hours;
	/** What is kept of them is opened with this; null once they are erased. */
	key: SubjectKey | null;
};

/** In which order ways are tried that a gateway carries; whichever they chose stands before them. */
const ORDER: readonly Channel[] = ['zalo', 'sms', 'sms-2', 'email'];
const TEXTS: readonly Channel[] = ['sms', 'sms-2'];

type Word = Pick<NoticeRow, 'personId' | 'byText' | 'beforeChange' | 'locale'>;

/** Their address of e-mail; of two rows that were joined it may lie under the other's key. */
async function emailOf(context: Context, chosen: ChoiceRow | undefined, person: string, own: SubjectKey | null) {
	if (!chosen?.emailSealed) return null;
	const key = chosen.personId === person ? own : await findKey(context, chosen.personId);
	return key?.text(chosen.emailSealed, emailBind(chosen.personId)) ?? null;
}

/** By what somebody is reached with a word, and when: as they chose, else by their telephone in the usual hours. */
export async function reachOf(
	context: Context,
	{ personId, byText, beforeChange, locale }: Word,
	carriers: readonly Pick<Carrier, 'channel'>[]
): Promise<Reached> {
	const key = await findKey(context, personId);
	const [phone, chosen] = await Promise.all([
		beforeChange === null ? telephoneOf(context, personId, key) : telephoneBefore(context, personId, beforeChange),
		findChoice(context.db, personId, dayOf(context.now))
	]);
	const email = await emailOf(context, chosen, personId, key);
	// Whether a letter finds them is asked where one is to go.
	const there = (way: Channel): boolean =>
		way === 'letter' ||
		(carriers.some(({ channel }) => channel === way) && (way === 'email' ? email !== null : phone !== null));
	const first = chosen?.channel ?? 'sms';
	// Whoever wants to be called is sent nothing; that their telephone or their way was changed, they are.
	const wantsCall = first === 'call' && !byText;
	const asChosen = [first, ...ORDER.filter((way) => way !== first && way !== 'zalo')];
	const ways = wantsCall ? [] : (byText ? TEXTS : asChosen).filter(there);
	// Whoever changed it may have changed hours and language with it.
	const hours = byText ? USUAL_HOURS : (chosen ?? USUAL_HOURS);
	return { phone, email, locale: locale ?? chosen?.locale ?? 'vi', ways, wantsCall, hours, key };
}
