import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { ledBy } from '#capabilities/field/leads.server.ts';

/**
 * The days of a centre are one plan, and name people of all its hamlets: for whoever leads all of it, or sees all its needs anyhow.
 * Whoever leads some hamlets alone is refused (`not-your-place`).
 */
export async function holdWhole(context: Context): Promise<void> {
	if (may(context.actor, needBoard)) return;
	if ((await ledBy(context)) !== null) throw new Refusal('not-your-place');
}
