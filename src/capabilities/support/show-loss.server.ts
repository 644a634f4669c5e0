import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { getBusiness } from '#capabilities/residents/find-businesses.server.ts';
import { telephoneOf } from '#capabilities/residents/people.server.ts';
import { LossLine, LossShown, type LossCall } from './answers-loss.ts';
import { ListLosses, OneLoss } from './inputs-loss.ts';
import { calls, handOverAt, handOverBy, STEPS, type Call } from './rules-lost-money.ts';
import { callerBind, phoneBind } from './rules-ticket.ts';
import { findHotlines } from './sql-hotlines.server.ts';
import { ticketKeys } from './seal.server.ts';
import {
	findLoss,
	lossesAt,
	listLossEvents,
	listLosses,
	listPolice,
	type LossEventRow,
	type LossRow
} from './sql-loss.server.ts';
import { findTicket, listEvents, type TicketRow } from './sql.server.ts';

/** Lines on one page, so that a look is written only of whom somebody sees. */
const PAGE = 20;

type Seen = { row: TicketRow; loss: LossRow; did: readonly LossEventRow[]; key: SubjectKey | undefined };

const planned = (loss: LossRow, call: Call): { at: Date; made: Date | null } =>
	call === 'day' ? { at: loss.dayCallAt, made: loss.dayCalledAt } : { at: loss.weekCallAt, made: loss.weekCalledAt };

function callOf({ loss, did }: Seen, call: Call, now: Date): LossCall {
	const { at, made } = planned(loss, call);
	const tried = did.filter(({ kind }) => kind === call);
	const due = made === null && dayOf(at) <= dayOf(now);
	return { call, at, made, due, tries: tried.length, last: tried.at(-1)?.outcome ?? null };
}

async function phoneOf(context: Context, { row, key }: Seen): Promise<string | null> {
	// Of somebody who is not of this commune any more there is a line, and no number.
	if (row.personId)
		return row.personName ? telephoneOf(context, row.personId, await findKey(context, row.personId)) : null;
	const said = row.phone && key ? key.text(row.phone, phoneBind(row.id)) : null;
	return said ?? (row.businessId === null ? null : (await getBusiness(context, row.businessId)).phone);
}

async function lineOf(context: Context, seen: Seen): Promise<LossLine> {
	const { row, loss, key } = seen;
	const { id, number, state, personId: person, version } = row;
	return {
		...{ id, number, state, person, version, begunAt: loss.begunAt, handOverBy: handOverBy(loss.begunAt) },
		name:
			row.businessName ??
			row.personName ??
			row.staffName ??
			(row.caller && key ? key.text(row.caller, callerBind(id)) : null),
		phone: await phoneOf(context, seen),
		handOver: handOverAt(loss.begunAt, loss.handedAt, context.now),
		calls: calls.map((call) => callOf(seen, call, context.now))
	};
}

/** Money that was lost and is not over: first what no police have yet, then who is called next. Whoever is of the register reads that they were looked at. */
export const losses = query(
	{
		name: 'support.losses',
		group: 'loop',
		input: ListLosses,
		answer: pageWith(LossLine),
		look: ({ rows }) => ({
			person: rows.flatMap(({ person }) => person ?? []),
			...{ what: 'list', purpose: 'support', repeats: true }
		})
	},
	async (context, { page }) => {
		const { db, actor } = context;
		const { rows, ...rest } = await pageIn<TicketRow>(db, lossesAt(db, centreOf(actor)), page, PAGE);
		const ids = rows.map(({ id }) => id);
		const [kept, did, keys] = await Promise.all([
			listLosses(db, ids),
			listLossEvents(db, ids),
			ticketKeys(context, rows)
		]);
		const lines = rows.map((row) => {
			const loss = kept.find(({ ticketId }) => ticketId === row.id)!;
			const own = did.filter(({ ticketId }) => ticketId === row.id);
			return lineOf(context, { row, loss, did: own, key: keys.get(row.id) });
		});
		return { rows: await Promise.all(lines), ...rest };
	}
);

/** Each step as it stands: done when, and by whom it was written down. */
const stepsOf = (did: readonly LossEventRow[]) =>
	STEPS.map((step) => {
		const last = did.findLast((one) => one.step === step);
		return last?.kind === 'step' ? { step, at: last.at, by: last.byName } : { step, at: null, by: null };
	});

/** The first hour of somebody who lost money: what they have done, who of the police has it, and when they are called. */
export const showLoss = query(
	{
		name: 'support.show-lost-money',
		group: 'loop',
		input: OneLoss,
		answer: LossShown,
		look: ({ person }) => ({ person: person ? [person] : [], what: 'record', purpose: 'support' })
	},
	async (context, { ticket }) => {
		const { db, actor } = context;
		const row = await findTicket(db, ticket);
		const loss = await findLoss(db, ticket);
		if (!row || !loss || row.centreId !== centreOf(actor)) throw new Refusal('support-unknown');
		const [did, events, keys, police, lines] = await Promise.all([
			listLossEvents(db, [ticket]),
			listEvents(db, [ticket]),
			ticketKeys(context, [row]),
			listPolice(db, row.centreId),
			findHotlines(db, row.centreId)
		]);
		const { way, beside, handedAt, toName: handedTo } = loss;
		return {
			...(await lineOf(context, { row, loss, did, key: keys.get(row.id) })),
			...{ way, beside, handedAt, handedTo, steps: stepsOf(did), police: [...police], policeLine: lines.police },
			nameable: events.every(({ words }) => words === null) && row.state !== 'over',
			unproved: row.caller !== null
		};
	}
);
