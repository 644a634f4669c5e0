import { system } from '#kernel/actor.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { atEachCentre } from '#capabilities/places/at-each-centre.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { listUnasked } from './sql-due.server.ts';

const NAME = 'paths.end-visits';
const MAY = only(closeNeed, centres);

/**
 * Nobody goes to whoever takes their yes to refreshers back: a visit that `paths.ask-visit` planned ends, as long as nobody was promised a day and
 * nobody sees to it. Whoever spoke with them says themselves what becomes of it.
 */
export const endVisits = (): Chore => ({
	name: NAME,
	everySeconds: 60,
	run: async ({ clock, ...base }: ChoreBase) => {
		const now = clock();
		const as = (places: readonly number[], request: string) => ({
			...{ ...base, now, request },
			actor: system(NAME, MAY, null, places)
		});
		await atEachCentre(as([], crypto.randomUUID()), async (centre) => {
			const at = as([centre], crypto.randomUUID());
			const unasked = await inScope(base.db, at.actor, at.request, (sql) => listUnasked(sql, { centre, at: now }));
			for (const need of unasked)
				await closeNeed(as([centre], requestFor(NAME, centre, need)), { need, outcome: 'not-wanted' });
		});
	}
});
