import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import type { Page } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import { tryEach, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKeys, subjectKey } from '#platform/subject-keys.server.ts';
import { nextWorkday } from '#capabilities/places/rules-calendar.ts';
import { CallAsked } from './answers-calls.ts';
import { AskVisitHome, EndCall, OneCall, type CallReason, type Reach } from './inputs-calls.ts';
import { callsAt, endCallRow, holdCall, insertCall, type CallRow } from './sql-calls.server.ts';

// Three from a browser is a family; an address may be a whole hamlet behind one mast.
const ofBrowser: Brake = { purpose: 'call-browser', free: 3, minutes: 60 };
const ofStrangers: Brake = { purpose: 'call-strangers', free: 10, minutes: 60 };
const ofAddress: Brake = { purpose: 'call-address', free: 60, minutes: 60 };

const bindOf = (id: string): string => `call ${id}`;

type Asked = v.InferOutput<typeof Reach> & {
	id: string;
	centre: number;
	about: 'visit' | 'rating';
	hamlet: string;
	procedure: string | null;
	reason: CallReason | null;
};

/** Writes that somebody is to be called, in the transaction of whoever took it; answers by which day. */
export async function addCall(context: Context, { name, phone, hamlet, ...asked }: Asked): Promise<string> {
	const promisedOn = nextWorkday(dayOf(context.now));
	const key = await subjectKey(context, asked.id);
	const words = key.seal(JSON.stringify({ name, phone, hamlet }), bindOf(asked.id));
	await insertCall(context.db, { ...asked, words, promisedOn, at: context.now });
	return promisedOn;
}

/**
 * Somebody asks that the centre comes home, without an e-ID: who they are is what they say, and whoever calls finds out. Slowed by
 * browser and by address; it answers and does not throw, so that the count commits.
 */
export const askVisitHome = command(
	{
		name: 'assistance.ask-visit-home',
		group: 'public',
		input: AskVisitHome,
		answer: v.object({ promisedOn: v.nullable(v.string()), why: v.nullable(v.literal('call-slowed')) })
	},
	async (context, { address, browser, ...asked }) => {
		const slowed = await tryEach(context, [
			[ofAddress, address],
			browser ? [ofBrowser, browser] : [ofStrangers, address]
		]);
		if (slowed) return { answer: { promisedOn: null, why: 'call-slowed' as const }, centre: null };
		const promisedOn = await addCall(context, { ...asked, about: 'visit', reason: null });
		return {
			answer: { promisedOn, why: null },
			...{ about: asked.id, person: null, centre: asked.centre },
			detail: { about: 'visit', procedure: asked.procedure }
		};
	}
);

/** Lines on one page. */
const PAGE = 100;

/** Who asked to be called, by when and who calls; what they left to be reached by is opened with the key of their request. */
export const callsAsked = query(
	{
		name: 'assistance.calls-asked',
		group: 'loop',
		input: OnePage,
		answer: pageWith(CallAsked),
		look: 'of people who left their number themselves, and whom no row of the register is'
	},
	async (context, { page }): Promise<Page<CallAsked>> => {
		const { db, actor, now } = context;
		const { rows, ...rest } = await pageIn<CallRow>(db, callsAt(db, centreOf(actor), dayOf(now)), page, PAGE);
		const keys = await findKeys(
			context,
			rows.map(({ id }) => id)
		);
		const shown = rows.flatMap(({ words, ...row }) => {
			const said = keys.get(row.id)?.text(words, bindOf(row.id));
			return said ? [{ ...row, ...(JSON.parse(said) as Pick<CallAsked, 'name' | 'phone' | 'hamlet'>) }] : [];
		});
		return { rows: shown, ...rest };
	}
);

const once = (count: number): void => {
	if (count === 0) throw new Refusal('call-ended');
};

/** *Tôi nhận*: whoever takes it calls, also from a colleague who had it. */
export const takeCall = command(
	{ name: 'assistance.take-call', group: 'loop', input: OneCall, answer: v.object({ call: v.string() }) },
	async ({ db, actor, now }, { call }) => {
		once((await holdCall(db, call, actor.id, now)).count);
		return { answer: { call }, about: call, person: null, detail: { owner: actor.id } };
	}
);

/** They were called, or nobody answers, or they want it no more: it leaves the list. Refuses one that is over (`call-ended`). */
export const endCall = command(
	{ name: 'assistance.end-call', group: 'loop', input: EndCall, answer: v.object({ call: v.string() }) },
	async ({ db, actor, now }, { call, outcome }) => {
		once((await endCallRow(db, call, { outcome, by: actor.id, at: now })).count);
		return { answer: { call }, about: call, person: null, detail: { outcome } };
	}
);
