import * as v from 'valibot';
import { centreOf, homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { pageOf } from '#kernel/page.ts';
import { Nothing, OnePage } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { wardsOf } from '#capabilities/mandates/mandates.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { OneRequest, SetPeriod } from './inputs.ts';
import { wordsBind } from './requests.server.ts';
import { keepingTimes } from './retention.server.ts';
import { KEEP_FILES, PERIODS, setOtherwise } from './rules-periods.ts';
import { lateFirst, nextClock } from './rules-requests.ts';
import {
	findRequest,
	listClocks,
	listPeriods,
	listRequests,
	listRequestsOf,
	putPeriod,
	type RequestRow
} from './sql-requests.server.ts';
import { RequestRecord, OwnRequest, Period, RequestLine, type InWords } from './answers.ts';

async function opened(context: Context, row: RequestRow): Promise<InWords> {
	const key = await findKey(context, row.personId);
	const text = (sealed: Buffer | null, what: 'words' | 'extended' | 'settled'): string | null =>
		sealed && key ? key.text(sealed, wordsBind(row.id, what)) : null;
	return {
		...row,
		words: text(row.words, 'words'),
		extendedWhy: text(row.extendedWhy, 'extended'),
		settledWhy: text(row.settledWhy, 'settled'),
		next: nextClock(row, dayOf(context.now))
	};
}

/** Her own, and those of whom she stands for with their name. */
async function openedOf(context: Context, person: string): Promise<OwnRequest[]> {
	const wards = await wardsOf(context);
	const rows = await listRequestsOf(
		context.db,
		person,
		wards.map(({ id }) => id)
	);
	const nameOf = new Map(wards.map(({ id, name }) => [id, name]));
	return Promise.all(
		rows.map(async (row) => ({ ...(await opened(context, row)), wardName: nameOf.get(row.personId) ?? null }))
	);
}

export const myRequests = query(
	{
		name: 'data-rights.my-requests',
		formerly: 'privacy.my-requests',
		group: 'own-page',
		input: Nothing,
		answer: v.array(OwnRequest),
		look: 'the person’s own page'
	},
	(context) => openedOf(context, context.actor.subject ?? '00000000-0000-0000-0000-000000000000')
);

export const requestsBeside = query(
	{
		name: 'data-rights.requests-beside',
		formerly: 'privacy.requests-beside',
		group: 'sit-beside',
		input: Nothing,
		answer: v.array(OwnRequest),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context): Promise<OwnRequest[]> =>
		context.actor.session === null || context.actor.subject === null ? [] : openedOf(context, context.actor.subject)
);

const MONTH_MS = 31 * 86_400_000;
/** Requests on one page. */
const PAGE = 100;

/** What waits for this centre, late first, and what was settled in the last month. No word of hers: those are a look of their own. */
export const requests = query(
	{
		name: 'data-rights.requests',
		formerly: 'privacy.requests',
		group: 'answer-for-data',
		input: OnePage,
		answer: v.object({ rows: v.array(RequestLine), whole: v.number(), more: v.number() }),
		look: 'a list of names, to find somebody or to see what waits'
	},
	async ({ db, actor, now }, { page }): Promise<{ rows: RequestLine[]; whole: number; more: number }> => {
		const rows = await listRequests(db, centreOf(actor), new Date(now.getTime() - MONTH_MS));
		const lines = rows.map(({ words: _w, extendedWhy: _e, settledWhy: _s, ...row }) => ({
			...row,
			next: nextClock(row, dayOf(now))
		}));
		return pageOf(lateFirst(lines, dayOf(now)), page, PAGE);
	}
);

/** How many wait here and how many are late, for whoever watches the clocks and reads nobody's name. */
export const requestCounts = query(
	{
		name: 'data-rights.request-counts',
		formerly: 'privacy.request-counts',
		group: 'watch-data',
		input: Nothing,
		answer: v.object({ open: v.number(), late: v.number() }),
		look: 'holds no name'
	},
	async ({ db, actor, now }): Promise<{ open: number; late: number }> => {
		const clocks = (await listClocks(db, centreOf(actor))).map((row) => nextClock(row, dayOf(now)));
		return { open: clocks.length, late: clocks.filter((clock) => clock?.late).length };
	}
);

/** One request with her words. A look: she reads who opened it. */
export const request = query(
	{
		name: 'data-rights.request',
		formerly: 'privacy.request',
		group: 'answer-for-data',
		input: OneRequest,
		answer: RequestRecord,
		look: (shown) => ({ person: shown.personId, what: 'data-request', purpose: 'data-request', about: shown.id })
	},
	async (context, input): Promise<RequestRecord> => {
		const row = await findRequest(context.db, input.request);
		if (!row) throw new Refusal('data-request-unknown');
		const who = await getPersonBrief(context, row.personId).catch((reason: unknown) => {
			if (reason instanceof Refusal) return null;
			throw reason;
		});
		return { ...(await opened(context, row)), who };
	}
);

/** The clocks and keeping times that hold at this centre, with where each comes from. */
export const periods = query(
	{
		name: 'data-rights.periods',
		formerly: 'privacy.periods',
		group: 'watch-data',
		input: Nothing,
		answer: v.array(Period),
		look: 'holds no name'
	},
	async ({ db, actor }): Promise<Period[]> => {
		const set = await listPeriods(db, homeOf(actor));
		return [...PERIODS, ...keepingTimes([]).filter(({ name }) => name !== KEEP_FILES)].map((rule) =>
			setOtherwise(rule, set, homeOf(actor))
		);
	}
);

/** A clock of this centre is set otherwise: for requests that come from now on. */
export const setPeriod = command(
	{
		name: 'data-rights.set-period',
		formerly: 'privacy.set-period',
		group: 'run-house',
		input: SetPeriod,
		answer: v.object({ days: v.number() })
	},
	async ({ db, actor, now }, { name, days }) => {
		const centre = homeOf(actor);
		if (centre === null) throw new Refusal('not-your-place');
		await putPeriod(db, { centre, name, days, by: actor.id, at: now });
		return { answer: { days }, person: null, detail: { name, days } };
	}
);
