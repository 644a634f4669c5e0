import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { moreAfter } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { type DueFollowUp, type GroupedNeed, type NeedLine, NeedBoard, OwnNeed, NeedRecord } from './answers.ts';
import { Board, ShowNeed } from './inputs-needs.ts';
import { groupNeeds, lateOf } from './rules-need-board.ts';
import {
	findNeed,
	countDueFollowUps,
	listDueFollowUps,
	listFollowUps,
	needHistory,
	listNeedsOf,
	type NeedRow
} from './sql-needs.server.ts';
import { boardNeeds, countOpenNeeds } from './sql-need-board.server.ts';

export type { DueFollowUp };

const openNote = async (context: Context, { id, personId, note }: NeedRow): Promise<string | null> =>
	note === null ? null : ((await findKey(context, personId))?.text(note, `need ${id}`) ?? null);

/** Needs, questions and lines of a history on one page. */
const PAGE = 100;

/** The open needs of this centre, by hamlet or by helper, and the questions that are due, page by page. Names of the officer's own place. */
export const needBoard = query(
	{
		name: 'assistance.need-board',
		group: 'loop',
		input: Board,
		answer: NeedBoard,
		look: ({ groups, due }) => ({
			person: [...groups.flatMap(({ needs }) => needs), ...due].flatMap(({ personId }) => personId ?? []),
			...{ what: 'list', purpose: 'list-needs', repeats: true }
		})
	},
	async ({ db, actor, now }, { by, page, ...filter }): Promise<NeedBoard> => {
		const [centre, today, me] = [centreOf(actor), dayOf(now), actor.id ?? ''];
		const when = { day: today, at: now };
		const [board, dueInAll, counts, due] = await Promise.all([
			pageIn<GroupedNeed>(db, boardNeeds(db, { centre, me, by, filter, when }), page, PAGE),
			countDueFollowUps(db, centre, today),
			countOpenNeeds(db, centre, me, when),
			listDueFollowUps(db, { centre, day: today, at: now, rows: PAGE, from: page * PAGE })
		]);
		return {
			groups: groupNeeds(board.rows),
			shown: board.whole,
			more: board.more,
			counts: { ...counts },
			due,
			dueInAll,
			dueMore: moreAfter(dueInAll, page, PAGE)
		};
	}
);

const ownNeeds = async (context: Context, person: string): Promise<OwnNeed[]> => {
	const rows = await listNeedsOf(context.db, person);
	return Promise.all(
		rows.map(async (row) => ({
			...row,
			note: await openNote(context, row),
			late: lateOf(row, dayOf(context.now), context.now)
		}))
	);
};

/** What the resident has asked for, or was reminded of, and who helps by when. */
export const myNeeds = query(
	{
		name: 'assistance.my-needs',
		group: 'own-page',
		input: Nothing,
		answer: v.array(OwnNeed),
		look: 'the person’s own page'
	},
	(context) => ownNeeds(context, context.actor.subject ?? '')
);

/** Open needs of the person beside the guide. */
export const needsBeside = query(
	{
		name: 'assistance.needs-beside',
		byPerson: true,
		group: 'loop',
		input: Nothing,
		answer: v.array(OwnNeed),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context): Promise<OwnNeed[]> =>
		context.actor.session === null || context.actor.subject === null ? [] : ownNeeds(context, context.actor.subject)
);

/** One need with everything: its words, what happened to it, what they answered later. A look at the person. */
export const showNeed = query(
	{
		name: 'assistance.show-need',
		group: 'loop',
		input: ShowNeed,
		answer: NeedRecord,
		look: (need) => ({ person: need.personId, what: 'need', purpose: 'need', about: need.id })
	},
	async (context, { need: id, page }): Promise<NeedRecord> => {
		const { db, now } = context;
		const row = await findNeed(db, id);
		if (!row) throw new Refusal('need-unknown');
		return {
			...row,
			note: await openNote(context, row),
			late: row.outcome === null ? lateOf(row, dayOf(now), now) : null,
			who: await getPersonBrief(context, row.personId),
			history: await pageIn<NeedLine>(db, needHistory(db, id, row.personId), page, PAGE),
			followUps: await listFollowUps(db, id)
		};
	}
);
