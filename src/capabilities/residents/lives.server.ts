import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { tidyName } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { cardLiesIn } from '#capabilities/places/carry-over.server.ts';
import { communeOf, hamletNamed, listHamlets } from '#capabilities/places/hamlets.server.ts';
import { hamletMentioned } from '#capabilities/places/rules-hamlets.ts';
import { isLivedIn } from './sql.server.ts';

type Said = { hamlet: string | null; elsewhere: boolean };
export type Lives = Said & { hamletId: number | null };

/**
 * Where somebody lives, by what was chosen: one of the commune's hamlets, or another commune with the address as it is written there.
 * Refuses a hamlet that the commune does not have (`hamlet-unknown`): whoever keeps the register adds one.
 */
export async function livesIn(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	commune: number,
	{ hamlet, elsewhere }: Said,
	stands: string | null = null
): Promise<Lives> {
	const said = hamlet === null ? null : tidyName(hamlet) || null;
	if (said === null || elsewhere) return { hamlet: said, hamletId: null, elsewhere };
	const found = await hamletNamed(db, { commune, day: dayOf(now), said, stands });
	if (found) return { hamlet: found.name, hamletId: found.id, elsewhere: false };
	if (said !== stands && !(await isLivedIn(db, commune, said))) throw new Refusal('hamlet-unknown', { hamlet: said });
	return { hamlet: said, hamletId: null, elsewhere: false };
}

/** In place of a hamlet that is refused: none, where that is better than to lose what was said. */
export const noneFrom =
	(rather: boolean) =>
	(reason: unknown): Lives => {
		if (rather && reason instanceof Refusal) return { hamlet: null, hamletId: null, elsewhere: false };
		throw reason;
	};

/** Where an address on a card lies: a hamlet of this commune, another commune, or null where it does not say it. */
export async function livesBy({ db, actor, now }: Context, address: string): Promise<Said | null> {
	if (address === '' || homeOf(actor) === null) return null;
	const commune = await communeOf(db, actor);
	const lies = await cardLiesIn(db, commune, address);
	if (lies === 'elsewhere') return { hamlet: null, elsewhere: true };
	const hamlet = hamletMentioned(address, await listHamlets(db, commune, dayOf(now)));
	return lies === 'here' && hamlet !== null ? { hamlet: hamlet.name, elsewhere: false } : null;
}
