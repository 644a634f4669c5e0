import type { Db } from '#platform/db.server.ts';

type Late = {
	id: string;
	seq: number;
	phoneId: string;
	household: string | null;
	author: string | null;
	command: string;
	saidAt: Date;
	sealed: string | null;
	/** It speaks of somebody who is a door without a name. */
	hidden: boolean;
};

export const listLate = (sql: Db, ids: readonly string[]) => sql<Late[]>`
	select id, seq, phone_id, household_id as household, actor_name('staff', author_id::text) as author, command, said_at, sealed,
		exists (select from unnest(people) p (id) where without_name(p.id)) as hidden
	from field_operation where id = any(${sql.array([...ids])}::uuid[]) and result = 'rerouted' and settled_at is null`;
