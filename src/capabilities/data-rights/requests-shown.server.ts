import * as v from 'valibot';
import { centreOf, homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { noPage, type Page } from '#kernel/page.ts';
import { Nothing, OnePage, pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { wardsOf } from '#capabilities/mandates/mandates.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { OneRequest, SetPeriod } from './inputs.ts';
import { wordsBind } from './requests.server.ts';
import { keepingTimes } from './retention.server.ts';
import { KEEP_FILES, PERIODS, setOtherwise } from './rules-periods.ts';
import { nextClock } from './rules-requests.ts';
import {
	countRequests,
	findRequest,
	listPeriods,
	putPeriod,
	requestsAt,
	requestsOf,
	type ListedRequest,
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

/** Their own, and those of whom they stand for with their name; a few, because each is opened with its key. */
const OWN = 20;

async function openedOf(context: Context, person: string | null, page: number): Promise<Page<OwnRequest>> {
	if (person === null) return noPage();
	const wards = await wardsOf(context);
	const nameOf = new Map(wards.map(({ id, name }) => [id, name]));
	const list = requestsOf(context.db, person, [...nameOf.keys()]);
	const found = await pageIn<RequestRow>(context.db, list, page, OWN);
	const rows = await Promise.all(
		found.rows.map(async (row) => ({ ...(await opened(context, row)), wardName: nameOf.get(row.personId) ?? null }))
	);
	return { ...found, rows };
}

export const myRequests = query(
	{
		name: 'data-rights.my-requests',
		formerly: 'privacy.my-requests',
		group: 'own-page',
		input: OnePage,
		answer: pageWith(OwnRequest),
		look: 'the person’s own page'
	},
	(context, { page }) => openedOf(context, context.actor.subject, page)
);

/** What the person beside the guide has asked about their data. */
export const requestsBeside = query(
	{
		name: 'data-rights.requests-beside',
		byPerson: true,
		formerly: 'privacy.requests-beside',
		group: 'sit-beside',
		input: OnePage,
		answer: pageWith(OwnRequest),
		look: 'beside the person, in a session whose every page is a look already'
	},
	(context, { page }) => openedOf(context, context.actor.session && context.actor.subject, page)
);

const MONTH_MS = 31 * 86_400_000;
/** Requests on one page. */
const PAGE = 100;

/** What waits for this centre, late first, and what was settled in the last month. No word of theirs: those are a look of their own. */
export const requests = query(
	{
		name: 'data-rights.requests',
		formerly: 'privacy.requests',
		group: 'answer-for-data',
		input: OnePage,
		answer: pageWith(RequestLine),
		look: ({ rows }) => ({
			person: rows.map(({ personId }) => personId),
			...{ what: 'list', purpose: 'list-requests', repeats: true }
		})
	},
	async ({ db, actor, now }, { page }): Promise<Page<RequestLine>> => {
		const list = requestsAt(db, centreOf(actor), new Date(now.getTime() - MONTH_MS));
		const found = await pageIn<ListedRequest>(db, list, page, PAGE);
		const rows = found.rows.map(({ words: _w, extendedWhy: _e, settledWhy: _s, ...row }) => ({
			...row,
			next: nextClock(row, dayOf(now))
		}));
		return { ...found, rows };
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
	({ db, actor, now }) => countRequests(db, centreOf(actor), dayOf(now))
);

/** One request with their words. A look: they read who opened it. */
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
		return [...PERIODS, ...keepingTimes(set).filter(({ name }) => name !== KEEP_FILES)].map((rule) =>
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
