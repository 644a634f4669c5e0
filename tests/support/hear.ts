import { system } from '#kernel/actor.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { findListener } from '#platform/listen.server.ts';
import type { JournalRow } from '#platform/sql.server.ts';
import type { Scene } from './scene.ts';

/**
 * Lets the listeners of a room hear all that was written in a scene since they were last asked, as the worker would; answers how much
 * that was. They have to be registered before it is written.
 */
export async function hearIn(s: Scene, room: string, at: () => Date): Promise<number> {
	const told = await s.base.db<{ id: number; journalId: number; listener: string }[]>`
		select d.id, d.journal_id, d.listener from delivery d join journal j on j.id = d.journal_id
		where d.done_at is null and d.listener like ${`${room}.%`} and j.xid = pg_current_xact_id() order by d.id`;
	for (const { id: delivery, journalId, listener: name } of told) {
		const [row] = await s.base.db<JournalRow[]>`select * from journal where id = ${journalId}`;
		const listens = findListener(name)!;
		const actor = {
			...system(name, new Set(listens.may), row!.about, row!.centreId === null ? [] : [row!.centreId]),
			subject: row!.personId
		};
		await listens.hear({ ...s.base, actor, now: at(), request: requestFor(name, journalId) }, row!);
		await s.base.db`update delivery set done_at = now() where id = ${delivery}`;
	}
	return told.length === 0 ? 0 : told.length + (await hearIn(s, room, at));
}
