import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Unsettled } from './answers.ts';
import { SettleOperation } from './inputs.ts';
import { HOLD_HOURS } from './protocol.ts';
import { isLed, ledBy } from './leads.server.ts';
import { lockAreas } from './sql-areas.server.ts';
import { numberChanges } from './sql-changes.server.ts';
import { countResults, listUnsettled, lockUnsettled, settleRow } from './sql-operations.server.ts';

/**
 * Settles a word that could not be done as it was said: it is done now as its author said it, or laid aside. Of a conflict what stands
 * is kept, and there is nothing to accept (`operation-conflict`).
 */
export const settleOperation = command(
	{
		name: 'field.settle-operation',
		byPerson: true,
		group: ['lead-field', 'on-phone'],
		input: SettleOperation,
		answer: v.object({ operation: v.string() })
	},
	async (context, { operation: id, accept }) => {
		const { db, actor, now } = context;
		const row = await lockUnsettled(db, id);
		if (!row || !(await mayRead(context, row.areaId))) throw new Refusal('operation-settled');
		if (accept && (row.result === 'conflict' || row.sealed === null)) throw new Refusal('operation-conflict');
		await settleRow(db, id, { result: accept ? row.result : 'dropped', by: actor.id, at: now, keeps: accept });
		if (row.areaId !== null && row.result === 'rerouted') {
			await lockAreas(db, [row.areaId]);
			await numberChanges(db, [{ area: row.areaId, kind: 'late', about: id }], now);
		}
		return {
			answer: { operation: id },
			about: id,
			person: null,
			detail: { accept, result: row.result, code: row.code }
		};
	}
);

/** A phone reads what lies in the box of its own areas, as it is told; of the staff whoever leads there. */
export async function mayRead(context: Context, area: string | null): Promise<boolean> {
	if (context.actor.kind === 'phone') return true;
	const [found] = area === null ? [] : await lockAreas(context.db, [area]);
	return isLed(await ledBy(context), found?.hamletId ?? null);
}

/**
 * What waits for a person: conflicts, what came late, what was refused, and what waited for more than a day: for something else, or for
 * a phone to say it again that never came.
 */
export const unsettled = query(
	{
		name: 'field.unsettled',
		group: 'lead-field',
		input: Nothing,
		answer: v.array(Unsettled),
		look: 'ids and codes; who they are is looked at by their own door'
	},
	async (context) => {
		const since = new Date(context.now.getTime() - HOLD_HOURS * 3_600_000);
		return listUnsettled(context.db, centreOf(context.actor), await ledBy(context), since);
	}
);

/** How many operations of the centre's phones ended how. */
export const counted = query(
	{
		name: 'field.counted',
		group: 'lead-field',
		input: Nothing,
		answer: v.array(v.object({ result: v.string(), final: v.boolean(), settled: v.boolean(), count: v.number() })),
		look: 'counts nobody by name'
	},
	async (context) => countResults(context.db, centreOf(context.actor), await ledBy(context))
);
