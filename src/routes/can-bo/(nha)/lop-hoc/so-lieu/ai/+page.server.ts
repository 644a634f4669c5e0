import { figures } from '#capabilities/learning-board/rules-board.ts';
import { learnersCounted } from '#capabilities/learning-board/board.server.ts';
import { staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { boardAsked } from '../asked.server.ts';
import type { PageServerLoad } from './$types';

/** Whom one figure of the board counts; each of them reads that they were looked at. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, learnersCounted);
	const { searchParams } = event.url;
	const asked = {
		...boardAsked(event),
		key: searchParams.get('dong')?.slice(0, 200) ?? null,
		figure: figures.find((one) => one === searchParams.get('so')) ?? ('came' as const),
		page: pageAsked(event)
	};
	return { asked, counted: await learnersCounted(context, asked), locale: event.locals.locale };
};
