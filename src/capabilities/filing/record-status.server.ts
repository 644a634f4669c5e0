import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { caseToChange, noteStatus } from '#capabilities/cases/read.server.ts';
import { RecordStatus } from './inputs.ts';

/** A moment typed to the minute is any second of it; nobody has seen what has not happened (`status-future`). */
function typedAt(typed: string, now: Date): Date {
	const at = new Date(typed).getTime();
	if (at > now.getTime()) throw new Refusal('status-future');
	return new Date(Math.min(at + 59_999, now.getTime()));
}

/** A later status, heard from the portal or typed in; heard twice it counts once, and an older one never overwrites a newer. */
export const recordStatus = command(
	{
		name: 'filing.record-status',
		formerly: 'cases.record-status',
		group: 'receive',
		input: RecordStatus,
		answer: v.object({ news: v.boolean() })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'record-status');
		const byHand = context.actor.kind === 'staff';
		const outsideAt = byHand ? typedAt(input.outsideAt, context.now) : new Date(input.outsideAt);
		const source = byHand ? 'by-hand' : 'portal';
		const news = await noteStatus(context, file, { status: input.status, source, outsideAt });
		return {
			answer: { news },
			about: file.id,
			person: file.ownerId,
			centre: file.receivingCentreId,
			detail: { status: input.status, source }
		};
	}
);
