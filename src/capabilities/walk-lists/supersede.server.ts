import { system } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { supersedePaper } from './sql.server.ts';

/** A phone that was flat is in a drawer no longer than this (days). */
const DRAWER_DAYS = 60;

/**
 * A phone that was flat comes home after its paper was keyed: what it says is more, and the visit of the paper goes. Looked for
 * now and then and not at every word of a phone: papers are few, and words come by hundreds.
 */
export const supersede = ({ db, clock }: Pick<ChoreBase, 'db' | 'clock'>): Promise<number> =>
	inScope(db, system('walk-lists.superseding', new Set()), '', (sql) =>
		supersedePaper(sql, new Date(clock().getTime() - DRAWER_DAYS * 86_400_000))
	);

export const superseding: Chore = {
	name: 'walk-lists.superseding',
	everySeconds: 120,
	run: async (base) => void (await supersede(base))
};
