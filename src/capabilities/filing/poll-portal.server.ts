import { only } from '#platform/dispatch.server.ts';
import { system } from '#kernel/actor.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { recordStatus } from './record-status.server.ts';
import type { Portal, StatusChange } from './port.ts';
import { caseOfCode } from '#capabilities/cases/read.server.ts';
import { findCentreOfCase, readCursor, writeCursor } from './sql.server.ts';

const CURSOR = 'portal';
const RIGHTS = only(recordStatus);

const asPoller = <T>(base: ChoreBase, row: string | null, act: (base: ChoreBase) => Promise<T>): Promise<T> =>
	inScope(base.db, system('cases.portal', RIGHTS, row), '', (sql) => act({ ...base, db: sql }));

/** A status change of the portal, pushed or polled. Codes that are not ours are passed over. */
export async function hearPortal(base: ChoreBase, change: StatusChange): Promise<void> {
	const found = await asPoller(base, null, async ({ db }) => {
		const id = await caseOfCode(db, change.code);
		return id === null ? null : { id, centre: await findCentreOfCase(db, id) };
	});
	if (!found) return;
	const actor = system('cases.portal', RIGHTS, found.id, found.centre === null ? [] : [found.centre]);
	const request = requestFor(`portal:${change.code}`, change.status, change.at);
	await recordStatus(
		{ ...base, actor, request, now: base.clock() },
		{ case: found.id, status: change.status, outsideAt: change.at }
	);
}

/** Asks the portal for what changed since the last time: the push may be lost, the poll is not. */
export const pollPortal = (portal: Portal): Chore => ({
	name: 'filing.poll-portal',
	everySeconds: 5,
	run: async (base) => {
		const since = await asPoller(base, null, ({ db }) => readCursor(db, CURSOR));
		const { changes, cursor } = await portal.changesSince(since);
		for (const change of changes) await hearPortal(base, change);
		if (cursor !== since) await asPoller(base, null, ({ db }) => writeCursor(db, CURSOR, cursor, base.clock()));
	}
});
