import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, type Written } from '#platform/dispatch.server.ts';
import { OneCase } from '#capabilities/cases/inputs.ts';
import { noteFiled, noteStatus } from '#capabilities/cases/note-status.server.ts';
import { caseOfCode, caseToChange, portalTaskOf, type CaseRow } from '#capabilities/cases/read.server.ts';
import { faultOfOfficialCode, tidyOfficialCode } from '#capabilities/cases/rules-codes.ts';
import type { Status } from '#capabilities/cases/answers.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import * as v from 'valibot';
import { OfficialCode, RecordStatus } from './inputs.ts';
import { finishPortalTask, insertPortalTask, notePortalFault, turnPortalTask } from './sql.server.ts';

/** Puts a case that is ready into the queue to the portal; the way is the centre's setting. */
export const queueForPortal = command(
	{
		name: 'filing.queue-for-portal',
		formerly: 'cases.queue-for-portal',
		group: 'house',
		input: OneCase,
		answer: v.object({ way: v.picklist(['api', 'by-hand']) })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'record-code');
		const centre = await getCentre(context.db, file.receivingCentreId);
		await insertPortalTask(context.db, { case: file.id, centre: centre.id, way: centre.portalWay, since: context.now });
		return { answer: { way: centre.portalWay }, about: file.id, person: file.ownerId, centre: centre.id };
	}
);

/** Tries the portal once more at once; what is filed keeps its key, so that a late answer to an earlier try files nothing twice. */
export const tryPortal = command(
	{
		name: 'filing.try-portal',
		formerly: 'cases.try-portal',
		group: ['sit-beside', 'receive'],
		input: OneCase,
		answer: v.object({ way: v.picklist(['api', 'by-hand']) })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'record-code');
		const task = await portalTaskOf(context.db, file.id);
		if (!task) throw new Refusal('portal-answered');
		return { answer: { way: task.way }, about: file.id, person: file.ownerId, centre: file.receivingCentreId };
	}
);

/** A person files it by hand instead: from now on the machine leaves the portal alone for this case. */
export const fileByHand = command(
	{
		name: 'filing.file-by-hand',
		formerly: 'cases.file-by-hand',
		group: 'receive',
		input: OneCase,
		answer: v.object({ way: v.string() })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'record-code');
		if (!(await turnPortalTask(context.db, file.id))) throw new Refusal('portal-answered');
		return { answer: { way: 'by-hand' }, about: file.id, person: file.ownerId, centre: file.receivingCentreId };
	}
);

async function filed(
	context: Context,
	file: CaseRow,
	typed: { code: string; elsewhere: boolean },
	status: Status,
	at: Date,
	source: 'portal' | 'by-hand'
): Promise<Written<{ code: string }>> {
	const code = tidyOfficialCode(typed.code);
	const { agencyCode: agency } = await getCentre(context.db, file.receivingCentreId);
	const notBefore = file.confirmedAt ? dayOf(file.confirmedAt) : null;
	const fault = faultOfOfficialCode(code, { notBefore, today: dayOf(context.now), agency });
	// The portal knows its own agencies; a person who typed is asked once.
	const sure = source === 'portal' || typed.elsewhere;
	if (fault && !(fault === 'code-elsewhere' && sure)) throw new Refusal(fault);
	const used = await caseOfCode(context.db, code);
	if (used && used !== file.id) throw new Refusal('code-used');
	await noteFiled(context, file, code, { status, source, outsideAt: at });
	await finishPortalTask(context.db, file.id, context.now);
	return {
		answer: { code },
		about: file.id,
		person: file.ownerId,
		centre: file.receivingCentreId,
		detail: { code, source }
	};
}

/** The code that the portal gave, typed back by hand: pattern checked, used twice refused (`code-used`). "Đã nộp trên Cổng rồi" comes here straight from a draft. */
export const recordOfficialCode = command(
	{
		name: 'filing.record-official-code',
		formerly: 'cases.record-official-code',
		group: ['sit-beside', 'receive'],
		input: OfficialCode,
		answer: v.object({ code: v.string() })
	},
	async (context, input) =>
		filed(context, await caseToChange(context, input.case, 'record-code'), input, 1, context.now, 'by-hand')
);

/** The same, told by the portal's own answer. A malformed code is refused like a typed one and waits for a person. */
export const recordFiled = command(
	{
		name: 'filing.record-filed',
		formerly: 'cases.record-filed',
		group: 'house',
		input: v.object({
			...OfficialCode.entries,
			status: RecordStatus.entries.status,
			receivedAt: v.pipe(v.string(), v.isoTimestamp())
		}),
		answer: v.object({ code: v.string() })
	},
	async (context, input) =>
		filed(
			context,
			await caseToChange(context, input.case, 'record-code'),
			input,
			input.status,
			new Date(input.receivedAt),
			'portal'
		)
);

export const recordPortalFault = command(
	{
		name: 'filing.record-portal-fault',
		formerly: 'cases.record-portal-fault',
		group: 'house',
		input: v.object({ case: OneCase.entries.case, fault: v.pipe(v.string(), v.maxLength(60)) }),
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, now }, input) => {
		await notePortalFault(db, input.case, input.fault, now);
		return { answer: { ok: true }, about: input.case, detail: { fault: input.fault } };
	}
);

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
