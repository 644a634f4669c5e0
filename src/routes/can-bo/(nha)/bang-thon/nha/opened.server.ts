import { boardCarriers, boardDoors, boardPromises } from '#capabilities/lead-board/board.server.ts';
import type { ShownState } from '#capabilities/lead-board/rules-board.ts';
import type { Context } from '#platform/context.server.ts';

type Asked = { state: ShownState; hamlet: number | null; page: number };

const nothing = { doors: [], promises: [], carriers: [], whole: 0, more: 0, asked: 0 };

/** Doors, promises or people, by what the number counts. */
export async function openedOf(context: Context, { state, hamlet, page }: Asked) {
	if (state === 'promises') {
		const { rows, whole, more } = await boardPromises(context, { hamlet, page });
		return { ...nothing, promises: rows, whole, more };
	}
	if (state === 'phones') {
		const carriers = await boardCarriers(context, { hamlet });
		return { ...nothing, carriers, whole: carriers.reduce((sum, { waiting }) => sum + waiting, 0) };
	}
	const { rows, ...counts } = await boardDoors(context, { state, hamlet, page });
	return { ...nothing, doors: rows, ...counts };
}
