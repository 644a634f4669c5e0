import { handovers } from '#capabilities/field/areas.server.ts';
import { missed, toldCards, unsettledWords } from '#capabilities/field/asks.server.ts';
import { phones } from '#capabilities/field/phones.server.ts';
import { boardPromises } from '#capabilities/lead-board/board.server.ts';
import { ledPatterns } from '#capabilities/lead-board/patterns.server.ts';
import { onTheirWay, unsafeWhy } from '#capabilities/lead-board/rules-board.ts';
import { waitingOf } from '#platform/asks.server.ts';
import type { Context } from '#platform/context.server.ts';

/** What somebody has to see to: late promises, phones that may lose words, doors on their way, what waits in boxes, and what was asked. */
export async function eyesOf(context: Context, page: number) {
	const [promises, patterns, all, moved, waits] = await Promise.all([
		boardPromises(context, { few: true }),
		ledPatterns(context, { page }),
		phones(context, {}),
		handovers(context, {}),
		waitingOf(context, [missed, unsettledWords, toldCards])
	]);
	const unsafe = all.flatMap((phone) => {
		const why = unsafeWhy(phone, context.now);
		return why === null ? [] : [{ ...phone, why }];
	});
	const box = [...waits.values()].reduce((sum, count) => sum + count, 0);
	return { promises, patterns: { ...patterns, page }, unsafe, box, moves: onTheirWay(moved) };
}
