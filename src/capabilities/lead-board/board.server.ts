import { centreOf } from '#kernel/actor.ts';
import { bornBy, FIRST_FROM } from '#kernel/ages.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { begunCampaign } from '#capabilities/campaigns/campaigns.server.ts';
import { ledBy } from '#capabilities/field/leads.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import * as v from 'valibot';
import { Board, BoardCarrier, BoardDoors, LatePromises, type LatePromise } from './answers.ts';
import { CarriersOf, DoorsOf, PromisesOf } from './inputs.ts';
import { DAYS_SHOWN, hearingOf } from './rules-board.ts';
import {
	countOnPhones,
	pageOfDoors,
	latePromisesOf,
	listBoardCarriers,
	listBoardHamlets,
	mostLate,
	tally,
	tallyPromises,
	tallyWhys,
	type Ground
} from './sql-board.server.ts';

/** Doors and promises on one page, and promises where the first are shown alone. */
const PAGE = 100;
const FEW = 5;

type Days = { name: string | null; from: string; to: string };

/** The days of the campaign that goes on or was the last; where none was, the last thirty. */
async function daysOf(context: Context): Promise<Days> {
	const today = dayOf(context.now);
	return (await begunCampaign(context)) ?? { name: null, from: addDays(today, 1 - DAYS_SHOWN), to: today };
}

/** Where whoever asks leads, and in which days. */
export async function groundOf(context: Context): Promise<{ days: Days; ground: Ground }> {
	const { db, actor, now } = context;
	const days = await daysOf(context);
	const ground = {
		...{ centre: centreOf(actor), commune: await communeOf(db, actor), hamlets: await ledBy(context) },
		...{ from: instantOf(days.from), until: instantOf(addDays(days.to, 1)), bornBy: bornBy(dayOf(now), FIRST_FROM) }
	};
	return { days, ground };
}

const none = { reached: 0, uncounted: 0, households: 0, first: 0, firstReached: 0 };
const counted = {
	households: 'all',
	reached: 'reached',
	uncounted: 'uncounted',
	first: 'first',
	firstReached: 'first-reached'
} as const;

/** Each hamlet’s counts of doors, by their names on the board. */
async function countsOf({ db }: Context, ground: Ground): Promise<(hamlet: number) => typeof none> {
	const found = new Map<number, typeof none>();
	for (const [name, state] of Object.entries(counted))
		for (const { hamlet, count } of await tally(db, ground, state))
			found.set(hamlet, { ...(found.get(hamlet) ?? none), [name]: count });
	return (hamlet) => found.get(hamlet) ?? none;
}

/**
 * How it stands in each hamlet of whoever asks, in the days of the campaign: households, at how many somebody was met for certain, what
 * still lies on phones, what is not counted and why, promises that are late, and from where nothing was heard. Certain is only what has
 * arrived, and what nobody is being asked about.
 */
export const board = query(
	{
		name: 'lead-board.board',
		group: 'lead-field',
		input: Nothing,
		answer: Board,
		look: 'counts households and names nobody but staff'
	},
	async (context): Promise<Board> => {
		const { db, now } = context;
		const { days, ground } = await groundOf(context);
		const of = await countsOf(context, ground);
		const late = new Map((await tallyPromises(db, ground, dayOf(now))).map(({ hamlet, count }) => [hamlet, count]));
		const hamlets = (await listBoardHamlets(db, ground)).map(({ since, ...row }) => ({
			...{ ...row, ...of(row.id), late: late.get(row.id) ?? 0 },
			hearing: hearingOf({ since, seenAt: row.seenAt }, now)
		}));
		const sum = (name: keyof typeof none): number => hamlets.reduce((all, row) => all + row[name], 0);
		const total = {
			...{ households: sum('households'), reached: sum('reached'), onPhones: await countOnPhones(db, ground) },
			...{ uncounted: sum('uncounted'), first: sum('first'), firstReached: sum('firstReached') },
			late: [...late.values()].reduce((all, count) => all + count, 0)
		};
		const whys = (await tallyWhys(db, ground, null)).map(({ why, count }) => ({ why, count }));
		return { days, hamlets, total, whys };
	}
);

/**
 * The doors that a number of the board counts, without a name; those at which somebody comes first are a look at whoever that is. Visits
 * that somebody is being asked about are counted and not shown until they have answered.
 */
export const boardDoors = query(
	{
		name: 'lead-board.doors',
		group: 'lead-field',
		input: DoorsOf,
		answer: BoardDoors,
		look: ({ rows }) => ({
			person: rows.flatMap(({ people }) => people),
			...{ what: 'list', purpose: 'list-first', repeats: true }
		})
	},
	async (context, { hamlet, state, page }) => {
		const { db } = context;
		const { ground } = await groundOf(context);
		const whys = state === 'uncounted' ? await tallyWhys(db, ground, hamlet) : [];
		return {
			...(await pageOfDoors(db, { ground, state, hamlet }, { page, rows: PAGE })),
			asked: whys.reduce((sum, { hidden }) => sum + hidden, 0)
		};
	}
);

/** Promises whose day is over, with whom, by whom and for how long; a look at those people. */
export const boardPromises = query(
	{
		name: 'lead-board.promises',
		group: 'lead-field',
		input: PromisesOf,
		answer: LatePromises,
		look: ({ rows }) => ({
			person: rows.map(({ personId }) => personId),
			...{ what: 'list', purpose: 'list-needs', repeats: true }
		})
	},
	async (context, { hamlet, page, few }) => {
		const { db, now } = context;
		const { ground } = await groundOf(context);
		const list = latePromisesOf(db, ground, hamlet, dayOf(now));
		return { ...(await pageIn<LatePromise>(db, list, page, few ? FEW : PAGE)), most: await mostLate(db, list) };
	}
);

/** Who goes to the doors of a hamlet, when their phones were last heard of, and what lay on them then. */
export const boardCarriers = query(
	{
		name: 'lead-board.carriers',
		group: 'lead-field',
		input: CarriersOf,
		answer: v.array(BoardCarrier),
		look: 'names staff, and no resident'
	},
	async (context, { hamlet }) => listBoardCarriers(context.db, (await groundOf(context)).ground, hamlet)
);
