import { system } from '#kernel/actor.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { JournalRow } from '#platform/sql.server.ts';
import { getJournalRow } from '#platform/sql-journal.server.ts';
import { findNeed } from '#capabilities/assistance/sql-needs.server.ts';
import { rooms } from '#program/rooms.ts';
import type { Scene } from './scene.ts';

const asListener = <T>(s: Scene, work: Parameters<typeof inScope<T>>[3]): Promise<T> =>
	inScope(s.base.db, system('test', new Set(), null, [1, 2]), '', work);

/** The newest journal row of a command, as the worker hands it on. */
export const rowOf = (s: Scene, command: string): Promise<JournalRow> =>
	asListener(s, async (sql) => {
		const [found] = await sql<{ id: number }[]>`
			select id from journal where command = ${command} order by id desc limit 1`;
		return getJournalRow(sql, found!.id);
	});

/** Every room that hears this row hears it, as in the worker. */
export async function passOn(s: Scene, row: JournalRow): Promise<void> {
	for (const one of rooms.flatMap(({ listens }) => listens).filter(({ hears }) => hears.includes(row.command))) {
		const actor = system(one.name, new Set(one.may), row.about, row.centreId === null ? [] : [row.centreId]);
		const request = requestFor(one.name, row.id);
		await one.hear({ ...s.as(actor, 10), request }, row);
	}
}

export const openSessionsOf = (s: Scene, helper: string): Promise<number> =>
	asListener(
		s,
		async (sql) => (await sql`select from assisted_session where helper_id = ${helper} and ended_at is null`).count
	);

export const findNeedShown = async (s: Scene, need: string) => (await asListener(s, (sql) => findNeed(sql, need)))!;
