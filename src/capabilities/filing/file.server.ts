import { isValiError } from 'valibot';
import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, type Written } from '#platform/dispatch.server.ts';
import { listener, type Listener } from '#platform/listen.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import type { Status } from '#capabilities/cases/answers.ts';
import { OneCase } from '#capabilities/cases/inputs.ts';
import {
	caseOfCode,
	caseToChange,
	confirmedHash,
	getCase,
	nameOfReceiver,
	noteFiled,
	portalTaskOf,
	readWhole,
	type CaseRow
} from '#capabilities/cases/read.server.ts';
import { faultOfOfficialCode, tidyOfficialCode } from '#capabilities/cases/rules-codes.ts';
import { isReleased } from '#capabilities/cases/rules-stage.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import { OfficialCode, RecordStatus } from './inputs.ts';
import type { Filing, Portal } from './port.ts';
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
		// It said why: the same words sent again are refused again.
		if (task.lastFault === 'refused') throw new Refusal('portal-refuses');
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
		input: v.object({
			case: OneCase.entries.case,
			fault: v.pipe(v.string(), v.maxLength(60)),
			reason: v.nullable(v.pipe(v.string(), v.maxLength(500)))
		}),
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, now }, input) => {
		await notePortalFault(db, input.case, input.fault, input.reason, now);
		return { answer: { ok: true }, about: input.case, detail: { fault: input.fault } };
	}
);

/** What was given back to be mended stands before the portal no more; its next yes puts it there anew. */
export const leaveQueue = command(
	{ name: 'filing.leave-queue', group: 'house', input: OneCase, answer: v.object({ ok: v.literal(true) }) },
	async ({ db, now }, input) => {
		await finishPortalTask(db, input.case, now);
		return { answer: { ok: true }, about: input.case };
	}
);

/** What stands in the queue goes to the portal; `portal` is the adapter, null where everything is filed by hand. */
export const fileAtPortal = (portal: Portal | null): Listener =>
	listener({
		name: 'filing.file-at-portal',
		hears: [queueForPortal, tryPortal],
		may: [recordFiled, recordPortalFault],
		tries: 40,
		hear: async (context, row) => {
			if (portal && row.answer.way === 'api') await speak(context, portal, row.about ?? '', row.id);
		}
	});

/**
 * Speaks to the portal outside of any transaction, and sends only what they said yes to: a case that was opened again or
 * is void waits for its next release. The case is the idempotency key: a second try files nothing twice. Where a lost
 * first try did arrive and they changed their words since, the portal refuses and a person looks.
 */
async function speak(context: Context, portal: Portal, id: string, journalId: number): Promise<void> {
	const { task, filing } = await lookAs(context, async (inner) => ({
		task: await portalTaskOf(inner.db, id),
		filing: await filingOf(inner, id)
	}));
	// A yes and its reception both release it: what was refused for the one is not sent again for the other.
	if (task?.way !== 'api' || filing === null || task.lastFault === 'refused') return;
	const fault = (code: string, reason: string | null = null) =>
		recordPortalFault(
			{ ...context, request: requestFor('portal-fault', journalId, `${code}${task.tries}`) },
			{ case: id, fault: code, reason: reason?.slice(0, 500) ?? null }
		);
	let answer: Awaited<ReturnType<Portal['file']>>;
	try {
		answer = await portal.file(filing);
	} catch (failure) {
		await fault(isValiError(failure) ? 'wrong-code' : 'silent');
		throw failure;
	}
	if ('refused' in answer) {
		// Nothing is sent again before something has changed: a person reads why.
		await fault('refused', answer.refused);
		return;
	}
	await recordFiled({ ...context, request: requestFor('portal-filed', journalId) }, { case: id, ...answer }).catch(
		async (wrong: unknown) => {
			if (wrong instanceof Refusal || isValiError(wrong)) await fault('wrong-code');
			throw wrong;
		}
	);
}

/** The case as the portal wants it: answers in its order and words, papers by hash. Null unless it is released and is what they said yes to. */
async function filingOf(context: Context, id: string): Promise<Filing | null> {
	const file = await getCase(context, id);
	if (!isReleased(file)) return null;
	const [whole, confirmed, owner, receiverName] = await Promise.all([
		readWhole(context, file),
		confirmedHash(context.db, id),
		getPerson(context, file.ownerId),
		file.receiverId ? nameOfReceiver(context.db, file.receiverId) : null
	]);
	if (confirmed !== whole.hash) return null;
	const values = Object.fromEntries(whole.answers.map(({ question, value }) => [question, value]));
	return {
		idempotencyKey: id,
		procedureCode: file.procedureCode,
		channel: file.way ?? 'DIRECT',
		receiverName,
		applicant: { name: owner.name, personalNo: owner.number, birthDate: owner.birthDate },
		answers: answersInPortalOrder(whole.words.form, values).map(({ label, text }) => ({
			label,
			value: text
		})),
		papers: whole.papers.map(({ paper, sha256 }) => ({ name: paper, sha256 })),
		feeTotal: null
	};
}
