import { createHash } from 'node:crypto';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import * as v from 'valibot';
import {
	erasePerson,
	erasePersonPartly,
	joinedSince,
	sitsBeside
} from '#capabilities/residents/erase-person.server.ts';
import { rowsOf } from './everything.server.ts';
import { OneRequest } from './inputs.ts';
import { titleOf } from './title-of.server.ts';
import { leftOver, readable, whatStays } from './rules-erasure.ts';
import type { Everything } from '#kernel/kept.ts';
import type { Page } from '#kernel/page.ts';
import { id, OnePage, pageWith } from '#kernel/shapes.ts';
import { allKept, forgettingsThat } from '#platform/keeping.server.ts';
import { counted } from './rules-everything.ts';
import { periodOf } from './rules-periods.ts';
import { decidingFault, erasesNow, JOINED_DAYS, requestAllows } from './rules-requests.ts';
import { findErasure, insertErasure, listErasures, updateErasure, type ErasureRow } from './sql-erasure.server.ts';
import { findRequest, listOpenOf, listPeriods, lockRequest, updateSettled } from './sql-requests.server.ts';
import { Erasure, Kept, type Counts } from './answers.ts';

type Proved = Pick<ErasureRow, 'id' | 'at' | 'before' | 'after' | 'kept' | 'keyDestroyed'>;

/** Names of a record in one order, so that the database may keep them in another. */
const ordered = (value: unknown): unknown =>
	Array.isArray(value)
		? value.map(ordered)
		: typeof value === 'object' && value !== null
			? Object.entries(value)
					.toSorted(([a], [b]) => (a < b ? -1 : 1))
					.map(([name, one]) => [name, ordered(one)])
			: value;
const hashOf = ({ id, at, before, after, kept, keyDestroyed }: Proved): Buffer =>
	createHash('sha256')
		.update(JSON.stringify([id, at.toISOString(), ordered(before), ordered(after), ordered(kept), keyDestroyed]))
		.digest();

const staysOf = async ({ db, now }: Context, centre: number, all: Everything): Promise<Kept[]> =>
	whatStays(all, periodOf('keep-files', await listPeriods(db, centre), null).days, dayOf(now));
/** What other rooms keep goes first, before the register forgets by which ids somebody was known. */
async function forgetAtOnce(context: Context, person: string): Promise<void> {
	for (const { forget } of forgettingsThat('at once')) await forget(context, person);
}

const hasFile = (kept: readonly Kept[]): boolean => kept.some(({ what }) => what === 'file');

/**
 * Erases somebody on their own request. What the law demands is kept and named: a file that somebody works on, or inside its keeping
 * time, keeps their name, number and its answers until then; everything else goes now. Without such a file their key is destroyed.
 * What another asked for them is decided by a person, the day after somebody has said that it came (`erase-by-person`,
 * `erase-acknowledge-first`, `erase-next-day`); of somebody joined with another row lately nobody erases both (`erase-joined-lately`).
 * The proof counts before and after. Whatever else they asked is answered by it.
 */
export const erase = command(
	{
		name: 'data-rights.erase',
		byPerson: true,
		formerly: 'privacy.erase',
		group: 'answer-for-data',
		input: OneRequest,
		answer: v.object({ id: v.string(), kept: v.number(), readable: v.number() })
	},
	async (context, input) => {
		const { db, actor, now, request: id } = context;
		const row = await lockRequest(db, input.request);
		if (!row) throw new Refusal('data-request-unknown');
		if (row.kind !== 'deletion' || !requestAllows(row.kind, row.state, 'settle'))
			throw new Refusal('data-request-state');
		const fault = decidingFault(row, actor.key !== undefined);
		if (fault) throw new Refusal(fault);
		if (!erasesNow(row, now)) throw new Refusal('erase-next-day');
		if (await joinedSince(context, row.personId, addDays(dayOf(now), -JOINED_DAYS)))
			throw new Refusal('erase-joined-lately', { days: JOINED_DAYS });
		if (await sitsBeside(context, row.personId)) throw new Refusal('person-in-session');
		const all = await rowsOf(context, row.personId, row.id);
		const kept = await staysOf(context, row.centreId, all);
		const keyDestroyed = !hasFile(kept);
		await forgetAtOnce(context, row.personId);
		await (keyDestroyed ? erasePerson : erasePersonPartly)(context, row.personId);
		const after = counted(await rowsOf(context, row.personId, row.id), allKept());
		const proved = { id, at: now, before: counted(all, allKept()), after, kept, keyDestroyed };
		await insertErasure(db, {
			...proved,
			hash: hashOf(proved),
			person: row.personId,
			centre: row.centreId,
			request: row.id,
			by: actor.id,
			finishedAt: keyDestroyed ? now : null
		});
		for (const one of [row.id, ...(await listOpenOf(db, row.personId))])
			await updateSettled(db, one, { state: 'done', by: actor.id, at: now, why: null });
		return {
			answer: { id, kept: kept.filter(({ what }) => what === 'file').length, readable: readable(after, keyDestroyed) },
			about: id,
			person: row.personId,
			detail: { request: row.id, keyDestroyed }
		};
	}
);

/** What erasing would keep, with its reasons: read before the button that cannot be taken back. */
export const wouldStay = query(
	{
		name: 'data-rights.would-stay',
		formerly: 'privacy.would-stay',
		group: 'answer-for-data',
		input: OneRequest,
		answer: v.array(Kept),
		look: 'holds no name'
	},
	async (context, input): Promise<Kept[]> => {
		const row = await findRequest(context.db, input.request);
		if (row?.kind !== 'deletion') throw new Refusal('data-request-unknown');
		return staysOf(context, row.centreId, await rowsOf(context, row.personId, row.id));
	}
);

/** Counts an erasure anew in which a file had to be kept, and ends it when the last such file may go. For the nightly job. */
export const proveErasure = command(
	{
		name: 'data-rights.prove-erasure',
		formerly: 'privacy.prove-erasure',
		group: 'house',
		input: v.object({ erasure: id }),
		answer: v.object({ finished: v.boolean() })
	},
	async (context, input) => {
		const { db, now } = context;
		const found = await findErasure(db, input.erasure);
		if (!found || found.finishedAt !== null) throw new Refusal('person-unknown');
		const kept = await staysOf(context, found.centreId, await rowsOf(context, found.personId, null));
		const keyDestroyed = !hasFile(kept);
		await forgetAtOnce(context, found.personId);
		if (keyDestroyed) await erasePerson(context, found.personId);
		const after = counted(await rowsOf(context, found.personId, null), allKept());
		const proved = { ...found, after, kept, keyDestroyed };
		await updateErasure(db, found.id, { ...proved, hash: hashOf(proved), finishedAt: keyDestroyed ? now : null });
		return { answer: { finished: keyDestroyed }, about: found.id, person: found.personId, centre: found.centreId };
	}
);

/** Erasures on one page. */
const PAGE = 20;

/** What was erased here, with its proof: words that could be read before and after, what is kept and why, whether the row is as written. */
export const erasures = query(
	{
		name: 'data-rights.erasures',
		formerly: 'privacy.erasures',
		group: 'watch-data',
		input: OnePage,
		answer: pageWith(Erasure),
		look: 'holds no name'
	},
	async ({ db, actor }, { page }): Promise<Page<Erasure>> => {
		const found = await listErasures(db, centreOf(actor), page, PAGE);
		const rows = found.rows.map(({ hash, personId: _, ...row }) => ({
			...row,
			words: { before: readable(row.before, false), after: readable(row.after, row.keyDestroyed) },
			left: leftOver(row.after, allKept(), row.keyDestroyed).map(titleOf),
			proof: hash.toString('hex'),
			intact: hash.equals(hashOf(row))
		}));
		return { ...found, rows };
	}
);

export type { Counts };
