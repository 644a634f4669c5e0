import * as v from 'valibot';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { showNeed } from '#capabilities/assistance/needs.server.ts';
import { board } from '#capabilities/lead-board/board.server.ts';
import { shownStates } from '#capabilities/lead-board/rules-board.ts';
import { may } from '#platform/dispatch.server.ts';
import { staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { openedOf } from './opened.server.ts';
import type { PageServerLoad } from './$types';

const Asked = v.object({
	xem: v.fallback(v.picklist(shownStates), 'left'),
	thon: v.fallback(v.nullable(v.pipe(v.string(), v.digits(), v.maxLength(9), v.transform(Number))), null)
});

/** What a number of the board counts, page by page. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, board);
	const asked = event.url.searchParams;
	const { xem: state, thon: hamlet } = v.parse(Asked, { xem: asked.get('xem'), thon: asked.get('thon') });
	const page = pageAsked(event);
	return {
		...(await openedOf(context, { state, hamlet, page })),
		...{ state, hamlet, page, opens: may(actor, showNeed), now: event.locals.now, locale: event.locals.locale },
		of: hamlet === null ? null : ((await hamlets(context, {})).find(({ id }) => id === hamlet)?.name ?? null)
	};
};
