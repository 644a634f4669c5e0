import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { HandResult, LookAtPaper, OneCase } from './inputs.ts';
import { insertPaperLook, listPaperLooks } from './sql-outside.server.ts';
import { unseenPapers } from './rules-papers.ts';
import { caseToChange } from './read.server.ts';
import { dueOn } from './rules-due.ts';
import { insertStatus } from './sql-outside.server.ts';
import { listPapers, updateHandedOver, updateReceived } from './sql.server.ts';

/**
 * A receiving officer takes a DIRECT case in their own name; it is filed as received by them. Refuses while a paper that the
 * procedure requires was looked at by nobody (`papers-unseen`).
 */
export const receive = command(
	{ name: 'cases.receive', group: 'receive', input: OneCase, answer: v.object({ received: v.literal(true) }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const file = await caseToChange(context, input.case, 'receive');
		if (file.way !== 'DIRECT') throw new Refusal('not-direct');
		const procedure = getProcedure(file.procedureCode);
		const [seen, looks] = [await listPapers(db, file.id), await listPaperLooks(db, file.id)];
		const unseen = unseenPapers(procedure.papers, seen, looks);
		if (unseen.length > 0) throw new Refusal('papers-unseen', { count: unseen.length });
		await updateReceived(db, file.id, actor.id, now, dueOn(procedure.time, now, isDayOff));
		return { answer: { received: true }, about: file.id, person: file.ownerId, detail: { receiver: actor.id } };
	}
);

/** An officer looks at a paper that nobody had looked at. What they said yes to stays as it is: the paper is the same. */
export const lookAtPaper = command(
	{
		name: 'cases.look-at-paper',
		byPerson: true,
		group: 'receive',
		input: LookAtPaper,
		answer: v.object({ seen: v.literal(true) })
	},
	async ({ db, actor, now, ...context }, input) => {
		const file = await caseToChange({ ...context, db, actor, now }, input.case, 'receive');
		if (!getProcedure(file.procedureCode).papers.some(({ id }) => id === input.paper))
			throw new Refusal('paper-unknown');
		await insertPaperLook(db, { case: file.id, paper: input.paper, by: actor.id ?? '', at: now });
		return { answer: { seen: true }, about: file.id, person: file.ownerId, detail: { paper: input.paper } };
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
