import { isValiError } from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { requestFor } from '#platform/deliver.server.ts';
import type { Context } from '#platform/context.server.ts';
import { listener, type Listener } from '#platform/listen.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { confirm, confirmByLink, confirmOnPaper, confirmOwn } from '#capabilities/cases/confirm.server.ts';
import { confirmedHash, getCase, nameOfReceiver, portalTaskOf, readWhole } from '#capabilities/cases/read.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { isReleased } from '#capabilities/cases/rules-stage.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import { queueForPortal, recordFiled, recordPortalFault, tryPortal } from './file.server.ts';
import type { Filing, Portal } from './port.ts';

/** A case that is released stands before the portal, and goes there; `portal` is the adapter, null where everything is filed by hand. */
export const filingListens = (portal: Portal | null): Listener[] => [
	listener({
		name: 'filing.queue',
		hears: [confirm, confirmOnPaper, confirmOwn, confirmByLink, receive],
		may: [queueForPortal],
		hear: async (context, row) => {
			const file = await lookAs(context, (inner) => getCase(inner, row.about ?? ''));
			if (isReleased(file)) await queueForPortal(context, { case: file.id });
		}
	}),
	listener({
		name: 'filing.file-at-portal',
		hears: [queueForPortal, tryPortal],
		may: [recordFiled, recordPortalFault],
		tries: 40,
		hear: async (context, row) => {
			if (portal && row.answer.way === 'api') await fileAtPortal(context, portal, row.about ?? '', row.id);
		}
	})
];

/**
 * Speaks to the portal outside of any transaction, and sends only what they said yes to: a case that was opened again or
 * is void waits for its next release. The case is the idempotency key: a second try files nothing twice. Where a lost
 * first try did arrive and they changed their words since, the portal refuses and a person looks.
 */
async function fileAtPortal(context: Context, portal: Portal, id: string, journalId: number): Promise<void> {
	const { task, filing } = await lookAs(context, async (inner) => ({
		task: await portalTaskOf(inner.db, id),
		filing: await filingOf(inner, id)
	}));
	if (task?.way !== 'api' || filing === null) return;
	const fault = (code: string) =>
		recordPortalFault(
			{ ...context, request: requestFor('portal-fault', journalId, `${code}${task.tries}`) },
			{ case: id, fault: code }
		);
	let answer: Awaited<ReturnType<Portal['file']>>;
	try {
		answer = await portal.file(filing);
	} catch (failure) {
		await fault(isValiError(failure) ? 'wrong-code' : 'silent');
		throw failure;
	}
	if ('refused' in answer) {
		await fault('refused');
		throw new Error('portal refused');
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
