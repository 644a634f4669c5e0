import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { findLed, isHamletOf, lockAreas, worksIn, worksNear } from './sql-areas.server.ts';

/** The hamlets that whoever asks leads; null for whoever leads all of the centre. */
export const ledBy = ({ db, actor }: Context): Promise<number[] | null> => findLed(db, actor.id, centreOf(actor));

/** Whether a hamlet is among those; what belongs to no hamlet is led with the whole centre. */
export const isLed = (led: readonly number[] | null, hamlet: number | null): boolean =>
	led === null || (hamlet !== null && led.includes(hamlet));

/** Whether a hamlet is one of the commune whose centre somebody works for. */
export const isHamletHere = ({ db, actor }: Context, hamlet: number): Promise<boolean> =>
	isHamletOf(db, hamlet, centreOf(actor));

/** Holds areas that whoever asks leads. Refuses one of another centre or hamlet (`area-unknown`). */
export async function holdLed(context: Context, areas: readonly string[]): Promise<void> {
	const held = await lockAreas(context.db, areas);
	const led = await ledBy(context);
	const mine = held.filter(({ centreId, hamletId }) => centreId === centreOf(context.actor) && isLed(led, hamletId));
	if (mine.length !== new Set(areas).size) throw new Refusal('area-unknown');
}

/**
 * Whether a phone may be bound to somebody by whoever asks. It shows all that they go through: whoever leads some hamlets binds one to
 * nobody who also goes elsewhere.
 */
export async function mayCarryFor(context: Context, staff: string): Promise<boolean> {
	const led = await ledBy(context);
	return led === null ? worksNear(context.db, centreOf(context.actor), staff) : worksIn(context.db, led, staff);
}
