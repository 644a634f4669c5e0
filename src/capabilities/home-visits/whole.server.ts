import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { ledBy } from '#capabilities/field/leads.server.ts';

/**
 * The days of a centre are one plan, and name people of all its hamlets: for whoever leads all of it, or sees all its needs anyhow.
 * Whoever leads some hamlets alone is refused (`not-your-place`).
 */
export async function holdWhole(context: Context): Promise<void> {
	if (!(await isWhole(context))) throw new Refusal('not-your-place');
}

const isWhole = async (context: Context): Promise<boolean> =>
	may(context.actor, needBoard) || (await ledBy(context)) === null;

/** Whether somebody may see it, for the menu. */
export const seesWhole = (context: Context): Promise<boolean> => lookAs(context, isWhole);
