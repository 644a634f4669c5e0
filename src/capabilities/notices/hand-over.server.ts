import * as v from 'valibot';
import { dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { purposeOf } from '#platform/telling.server.ts';
import { mayBeUsedFor } from '#capabilities/privacy/effects.server.ts';
import type { ConsentPurpose } from '#capabilities/privacy/rules-consent.ts';
import { samePerson } from '#capabilities/residents/people.server.ts';
import { channels, type Channel } from './answers.ts';
import { wordsBind } from './binds.ts';
import { HandOver } from './inputs.ts';
import type { Handing } from './port.ts';
import { reachOf, type Reached } from './reach.server.ts';
import { nextStep, waitAfterSilence, type Step } from './rules-ladder.ts';
import { ALL_HOURS, type Hours } from './rules-hours.ts';
import { findChoice } from './sql-choice.server.ts';
import { dialled } from './rules-telephone.ts';
import { hasStopped } from './sql-letters.server.ts';
import { findLive } from './sql-live.server.ts';
import { paperCarries, paperTo } from './paper.server.ts';
import { dearWays, sendsFrom, type SendsFrom } from './spend.server.ts';
import { waysOfStaff } from './staff-reach.server.ts';
import {
	countHanded,
	findHearing,
	findMayTell,
	handAgain,
	listTries,
	lockWithWaiting,
	updateNotice,
	type MayTell,
	type NoticeRow,
	type TryRow
} from './sql.server.ts';
import { writeTry, type Word } from './write-try.server.ts';

/** A way that is set up, and whether its gateway takes one id once. */
type Carries = v.InferOutput<typeof HandOver>['carriers'][number];

type Goes = { hours: Hours; live: boolean; ways: readonly Channel[] };

/**
 * A centre that is only shown is open at all hours and sends: whoever tries it at night sees words go. Any other is on trial first: then
 * words go to telephones and addresses of its own staff, and to nobody else's.
 */
async function goesAt(context: Context, row: NoticeRow, reach: Reached, { centre }: SendsFrom): Promise<Goes> {
	const { db } = context;
	const { hours, ways } = reach;
	if (centre.alwaysOpen) return { hours: ALL_HOURS, live: true, ways };
	if ((await findLive(db, row.centreId))?.agreedAt) return { hours, live: true, ways };
	const own = await waysOfStaff(context, row.centreId, reach);
	return { hours, live: own.length > 0, ways: own };
}

/** A word in hand, with all that its next step depends on. */
type InHand = {
	row: NoticeRow;
	reach: Reached;
	from: SendsFrom;
	tries: readonly TryRow[];
	may: MayTell;
	shared: boolean;
};

/** Whether a letter may carry it, asked of whom no telephone reaches, who takes no texts, or chose letters. */
async function onPaper(context: Context, { row, reach: { phone, ways }, from, may }: InHand) {
	const asked = ways.includes('letter') || (row.must && (phone === null || may === 'no-yes'));
	return {
		letter: asked && (await paperCarries(context, row, from)) && (await paperTo(context, row.personId)) !== null,
		phone: phone !== null,
		stopped: asked && may === 'no-yes' && (await hasStopped(context.db, row.personId, context.now))
	};
}

async function stepOf(context: Context, inHand: InHand, carriers: readonly Carries[]) {
	const { row, reach, from, tries, may, shared } = inHand;
	const { db, now } = context;
	const [goes, today] = await Promise.all([
		goesAt(context, row, reach, from),
		row.must ? 0 : countHanded(db, row.personId, instantOf(dayOf(now)))
	]);
	const dear = await dearWays(context, row, from, { ...reach, shared, ways: goes.ways });
	return nextStep({
		...{ now, must: row.must, until: row.until, wantsCall: reach.wantsCall, made: tries },
		...{ ...goes, dear, may, today },
		...(await onPaper(context, inHand)),
		keepIds: new Set(carriers.flatMap(({ channel, keepsIds }) => (keepsIds ? [channel] : [])))
	});
}

/** What whoever carries it is handed; null where no address is left. */
function handingOf(
	row: NoticeRow,
	{ id, channel, text, code, shared }: Word,
	reach: Reached,
	now: Date
): Handing | null {
	const to = channel === 'email' ? reach.email : reach.phone && dialled(reach.phone);
	if (!to) return null;
	const standsFor = row.until ? Math.max(60, Math.floor((row.until.getTime() - now.getTime()) / 1000)) : 86_400;
	const name = shared ? 'shared' : row.ofId === row.personId ? row.fact : `${row.fact}-for`;
	return { id, to, text, template: { name, blanks: { ...row.says, ...(code && { code }) } }, standsFor };
}

/** The words of a hand-over that is made once more, as they went; null where their key is gone. Of whoever was joined meanwhile they lie under the older key. */
async function wordAgain(context: Context, { words, ...row }: TryRow): Promise<Word | null> {
	const key = words && (await findKey(context, row.personId));
	return key ? { ...row, text: key.text(words, wordsBind(row.id)) } : null;
}

/** Whether whoever is told beside somebody is still named by them, and that somebody may still be told of. */
export async function stillWith(context: Context, row: NoticeRow): Promise<boolean> {
	const { db, now } = context;
	if ((await findMayTell(db, row.ofId, now)) !== 'yes') return false;
	const other = (await findChoice(db, row.ofId, dayOf(now)))?.withId;
	return other !== null && other !== undefined && (await samePerson(context, other, row.personId));
}

/** Whether whose matter it is still says yes to what this word is for, where it is for something of its own. */
export async function stillWanted(context: Context, { fact, ofId }: NoticeRow): Promise<boolean> {
	const purpose = purposeOf(fact);
	return purpose === null || mayBeUsedFor(context, ofId, purpose as ConsentPurpose);
}

/** Why a word goes no further, whatever way there is; null where it may. */
async function whyOver(context: Context, row: NoticeRow): Promise<'proxy-over' | 'no-yes' | null> {
	if (row.ofId !== row.personId && !(await stillWith(context, row))) return 'proxy-over';
	return (await stillWanted(context, row)) ? null : 'no-yes';
}

/** What whoever carries it is handed, set aside for whoever called: words and address leave the transaction in memory alone. */
export const HANDING = 'notices.handing';

const next = (id: string | null, channel: Channel | null) => ({ try: id, channel });

async function act(context: Context, step: Step, { row, reach, from, tries, shared }: InHand) {
	const { db, now, request, aside } = context;
	const last = tries.at(-1);
	if (step.do === 'again' && last) {
		const dueAt = new Date(now.getTime() + waitAfterSilence(last.again + 1));
		const [word] = await Promise.all([
			wordAgain(context, last),
			handAgain(db, last.id, now),
			updateNotice(db, row.id, { state: 'out', why: null, dueAt })
		]);
		aside?.set(HANDING, word && handingOf(row, word, reach, now));
		return next(last.id, last.channel);
	}
	if (step.do === 'hand') {
		const { key, locale, phone } = reach;
		if (!key) {
			await updateNotice(db, row.id, { state: 'over', why: 'erased', dueAt: null });
			return next(null, null);
		}
		const dueAt = new Date(now.getTime() + waitAfterSilence(0));
		const made = { locale, channel: step.channel, end: phone?.slice(-3) ?? null, by: null, said: 'handed' } as const;
		const [word] = await Promise.all([
			writeTry(context, row, request, { ...made, key, from, shared }),
			updateNotice(db, row.id, { state: 'out', why: null, dueAt })
		]);
		aside?.set(HANDING, handingOf(row, word, reach, now));
		return next(request, step.channel);
	}
	if (step.do === 'wait') {
		await updateNotice(db, row.id, { state: tries.length > 0 ? 'out' : 'waiting', why: null, dueAt: step.until });
		return next(null, null);
	}
	const state = step.do === 'ask' ? 'asks' : step.do;
	await updateNotice(db, row.id, {
		state: state as 'asks' | 'told' | 'over',
		why: 'why' in step ? step.why : null,
		dueAt: null
	});
	return next(null, null);
}

/**
 * Looks which way a word goes next, and writes that it is handed over: what then happens to the house loses neither that it was nor under
 * which id. Answers the hand-over that whoever carries it is asked with now; nothing where it waits, is over, or a person's turn.
 */
export const handOver = command(
	{
		name: 'notices.hand-over',
		byKey: true,
		group: 'house',
		input: HandOver,
		answer: v.object({ try: v.nullable(v.string()), channel: v.nullable(v.picklist(channels)) })
	},
	async (context, { notice, carriers }) => {
		const waiting = await lockWithWaiting(context.db, notice, context.actor.subject ?? '');
		const found = waiting.find(({ id }) => id === notice);
		// Whoever was joined with another row is that other by now.
		const person = context.actor.subject ?? found?.personId ?? '';
		const row = found && { ...found, personId: person, ofId: found.ofId === found.personId ? person : found.ofId };
		if (!row || row.dueAt === null || row.dueAt > context.now)
			return { answer: next(null, null), about: notice, person: null };
		const why = await whyOver(context, row);
		if (why !== null) {
			await updateNotice(context.db, notice, { state: 'over', why, dueAt: null });
			return { answer: next(null, null), about: notice, person: row.personId };
		}
		const [hearing, tries, reach, from] = await Promise.all([
			findHearing(context.db, row.personId, context.now),
			listTries(context.db, [notice]),
			reachOf(context, row, carriers),
			sendsFrom(context, row.centreId)
		]);
		const inHand = { ...hearing, row, reach, from, tries };
		const answer = await act(context, await stepOf(context, inHand, carriers), inHand);
		return { answer, about: notice, person: row.personId, detail: { channel: answer.channel } };
	}
);
