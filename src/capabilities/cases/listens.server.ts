import { isValiError } from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { requestFor } from '#platform/deliver.server.ts';
import type { Context } from '#platform/context.server.ts';
import type { Listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { recordEncounter } from '#capabilities/assistance/encounters.server.ts';
import { countMarks, howDone } from '#capabilities/assistance/rules-how.ts';
import { queueForPortal, recordFiled, recordPortalFault } from './file.server.ts';
import { filingOf } from './filing.server.ts';
import type { Portal } from './port.ts';
import { getCase } from './read.server.ts';
import { isReleased } from './rules-stage.ts';
import { listMarksOf } from './sql-lists.server.ts';
import { findPortalTask } from './sql-outside.server.ts';
import { voidMistake } from './void-mistake.server.ts';

const confirmations = ['cases.confirm', 'cases.confirm-on-paper', 'cases.confirm-own', 'cases.confirm-by-link'];

const asHearer = <T>(context: Context, look: (context: Context) => Promise<T>): Promise<T> =>
	inScope(context.db, context.actor, context.request, (sql) => look({ ...context, db: sql }));

/** What follows from the end of a session: what was typed by mistake is void, what was done is recorded. */
const afterSession: Listener[] = [
	{
		name: 'cases.void-mistake',
		hears: ['assistance.wrong-person'],
		may: ['cases.void-mistake'],
		hear: async (context, row) => {
			const id = row.detail['case'];
			if (typeof id === 'string') await voidMistake({ ...context, actor: { ...context.actor, row: id } }, { case: id });
		}
	},
	{
		name: 'cases.record-encounter',
		hears: ['assistance.end'],
		may: ['assistance.record-encounter'],
		hear: async (context, row) => {
			const id = row.detail['case'];
			// A session about a consent or a mandate alone was no papers.
			if (typeof id !== 'string') return;
			const scoped = { ...context, actor: { ...context.actor, row: id } };
			const marks = await asHearer(scoped, ({ db }) => listMarksOf(db, id));
			const how =
				marks.length === 0 || row.detail['reason'] === 'went-home'
					? 'unfinished'
					: howDone(countMarks(marks.map((mark) => mark.provenance)));
			await recordEncounter(scoped, {
				id: requestFor('encounter', row.id),
				session: row.about ?? '',
				topic: 'public-services',
				how
			});
		}
	}
];

/** What cases do when the journal says something happened; `portal` is the adapter that speaks to the outside. */
export const casesListen = (portal: Portal | null): Listener[] => [
	{
		name: 'cases.queue',
		hears: [...confirmations, 'cases.receive'],
		may: ['cases.queue-for-portal'],
		hear: async (context, row) => {
			const file = await asHearer(context, (inner) => getCase(inner, row.about ?? ''));
			if (isReleased(file)) await queueForPortal(context, { case: file.id });
		}
	},
	{
		name: 'cases.file-at-portal',
		hears: ['cases.queue-for-portal', 'cases.try-portal'],
		may: ['cases.record-filed', 'cases.record-portal-fault'],
		tries: 40,
		hear: async (context, row) => {
			if (portal && row.answer['way'] === 'api') await fileAtPortal(context, portal, row.about ?? '', row.id);
		}
	},
	...afterSession
];

/**
 * Speaks to the portal outside of any transaction, and sends only what she said yes to: a case that was opened again or
 * is void waits for its next release. The case is the idempotency key: a second try files nothing twice. Where a lost
 * first try did arrive and she changed her words since, the portal refuses and a person looks.
 */
async function fileAtPortal(context: Context, portal: Portal, id: string, journalId: number): Promise<void> {
	const { task, filing } = await asHearer(context, async (inner) => ({
		task: await findPortalTask(inner.db, id),
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
