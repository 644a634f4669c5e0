import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { HandResult, OneCase } from './inputs.ts';
import { caseToChange } from './read.server.ts';
import { dueOn } from './rules-due.ts';
import { insertStatus } from './sql-outside.server.ts';
import { updateHandedOver, updateReceived } from './sql.server.ts';

/** A receiving officer takes a DIRECT case in their own name; it is filed as received by them. */
export const receive = command(
	{ name: 'cases.receive', group: 'receive', input: OneCase, answer: v.object({ received: v.literal(true) }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const file = await caseToChange(context, input.case, 'receive');
		if (file.way !== 'DIRECT') throw new Refusal('not-direct');
		const procedure = getProcedure(file.procedureCode);
		await updateReceived(db, file.id, actor.id, now, dueOn(procedure.time, now, isDayOff));
		return { answer: { received: true }, about: file.id, person: file.ownerId, detail: { receiver: actor.id } };
	}
);

/** The result goes into their hands against slip or card. */
export const handResult = command(
	{ name: 'cases.hand-result', group: 'receive', input: HandResult, answer: v.object({ handed: v.literal(true) }) },
	async (context, input) => {
		const { db, now } = context;
		const file = await caseToChange(context, input.case, 'hand-over');
		if (file.status === 10) throw new Refusal('handed-already');
		if (file.status !== 9) throw new Refusal('result-not-ready');
		await updateHandedOver(db, file.id, input.against, now);
		await insertStatus(db, { case: file.id, status: 10, source: 'counter', outsideAt: now, heardAt: now });
		return { answer: { handed: true }, about: file.id, person: file.ownerId, detail: { against: input.against } };
	}
);
