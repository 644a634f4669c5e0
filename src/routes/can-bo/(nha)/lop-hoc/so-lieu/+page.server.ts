import { learningBoard } from '#capabilities/learning-board/board.server.ts';
import { staffWho } from '#web/door.server.ts';
import { boardAsked } from './asked.server.ts';
import type { PageServerLoad } from './$types';

/** What classes came to, of those that began between two days. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, learningBoard);
	const asked = boardAsked(event);
	return { asked, board: await learningBoard(context, asked), locale: event.locals.locale };
};
