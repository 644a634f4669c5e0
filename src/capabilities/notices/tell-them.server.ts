import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { samePerson } from '#capabilities/residents/people.server.ts';
import { OneNotice, Told } from './inputs.ts';
import { paperCarries, paperTo } from './paper.server.ts';
import { reachOf } from './reach.server.ts';
import { mayWrite } from './rules-ladder.ts';
import { sendsFrom, type SendsFrom } from './spend.server.ts';
import { CALLS } from './sql-told.server.ts';
import { findChanger, listTries, lockNotice, takeNotice, updateNotice, type NoticeRow } from './sql.server.ts';
import { writeTry } from './write-try.server.ts';

const READ = 3;
/** A word that waits to be printed, lies printed, or was posted. */
const ON_PAPER: ReadonlySet<string> = new Set(['letter', 'letter-out', 'letter-posted']);

/** The word in hand, as whoever presses saw it. Refuses one that moved meanwhile (`notice-moved`). */
async function inHand(context: Context, { notice, tries }: v.InferOutput<typeof Told>): Promise<NoticeRow> {
	const row = await lockNotice(context.db, notice);
	if (!row || row.centreId !== centreOf(context.actor)) throw new Refusal('notice-unknown');
	const made = await listTries(context.db, [notice]);
	if (made.length !== tries || row.state === 'over' || row.mark === READ) throw new Refusal('notice-moved');
	return row;
}

/** Face to face is said of whoever sits there, in their session. */
async function checkMet(context: Context, row: NoticeRow): Promise<void> {
	const { actor } = context;
	if (actor.session === null || actor.subject === null) throw new Refusal('no-session');
	if (!(await samePerson(context, actor.subject, row.personId))) throw new Refusal('other-person');
	// What is still on its way is read to nobody, nor a change by whoever made it.
	if (row.state !== 'asks') throw new Refusal('notice-moved');
	if (row.byText && (await findChanger(context.db, row.id)) === actor.id) throw new Refusal('change-second-person');
}

/** Between two calls that nobody heard (hours): the day has other hours. */
const BETWEEN_MS = 2 * 3_600_000;

/** Somebody calls for what waits with people; nobody heard it only at another hour than the last time. */
async function checkCall({ db, now }: Context, row: NoticeRow, outcome: 'read' | 'unheard'): Promise<void> {
	if (row.state !== 'asks') throw new Refusal('notice-moved');
	const last = (await listTries(db, [row.id])).findLast(({ channel }) => channel === 'call');
	if (outcome === 'unheard' && last && now.getTime() - last.handedAt.getTime() < BETWEEN_MS)
		throw new Refusal('notice-call-soon');
}

/** What nobody heard is called for again; after the last call a letter is written, where one finds them. It is read when they come by all the same. */
async function afterUnheard(context: Context, row: NoticeRow, from: SendsFrom, how: 'call' | 'met'): Promise<string> {
	// What goes on paper stays with whoever prints and posts it.
	if (row.why !== null && ON_PAPER.has(row.why)) return row.why;
	const made = await listTries(context.db, [row.id]);
	if (how !== 'call' || made.filter(({ channel }) => channel === 'call').length < CALLS) return 'unheard';
	const letter = (await paperCarries(context, row, from)) && (await paperTo(context, row.personId)) !== null;
	return row.must && mayWrite({ letter, made, until: row.until, now: context.now, phone: true }) ? 'letter' : 'unheard';
}

/**
 * Somebody read a word to them, by telephone or where they sit: they heard and understood it, or nobody answered and it is tried again.
 * What was heard is over for good; what was not stays with people.
 */
export const tellThem = command(
	{
		name: 'notices.tell-them',
		byPerson: true,
		group: ['sit-beside', 'loop'],
		input: Told,
		answer: v.object({ mark: v.number() })
	},
	async (context, input) => {
		const { db, actor, request } = context;
		const row = await inHand(context, input);
		if (input.how === 'met') await checkMet(context, row);
		else await checkCall(context, row, input.outcome);
		const [reach, from] = await Promise.all([
			reachOf(context, { ...row, byText: false, beforeChange: null, locale: null }, []),
			sendsFrom(context, row.centreId)
		]);
		const { key } = reach;
		if (!key) throw new Refusal('person-unknown');
		await writeTry(context, row, request, {
			...{ key, from, locale: reach.locale, shared: false },
			...{ channel: input.how, end: null, by: actor.id, said: input.outcome }
		});
		if (input.outcome === 'read') await updateNotice(db, row.id, { state: 'told', why: null, dueAt: null, mark: READ });
		else {
			const why = await afterUnheard(context, row, from, input.how);
			await updateNotice(db, row.id, { state: 'asks', why, dueAt: null });
		}
		return {
			answer: { mark: input.outcome === 'read' ? READ : row.mark },
			about: row.id,
			person: row.personId,
			detail: { how: input.how, outcome: input.outcome }
		};
	}
);

/** *Tôi gọi*: whoever takes it calls, also from a colleague who had it. */
export const takeWord = command(
	{
		name: 'notices.take-word',
		byPerson: true,
		group: 'loop',
		input: OneNotice,
		answer: v.object({ notice: v.string() })
	},
	async ({ db, actor }, { notice }) => {
		const row = await lockNotice(db, notice);
		if (!row || row.centreId !== centreOf(actor)) throw new Refusal('notice-unknown');
		if ((await takeNotice(db, notice, actor.id)).count === 0) throw new Refusal('notice-moved');
		return { answer: { notice }, about: notice, person: row.personId, detail: { owner: actor.id } };
	}
);
