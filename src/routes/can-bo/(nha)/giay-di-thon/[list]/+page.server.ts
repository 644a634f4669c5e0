import { rowsOfList } from '#capabilities/walk-lists/lists.server.ts';
import { printList } from '#capabilities/walk-lists/print-list.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** The rows of a list and how each stands. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, rowsOfList);
	const { searchParams } = event.url;
	return {
		...(await rowsOfList(context, { list: event.params.list })),
		...{ leads: may(actor, printList), did: searchParams.get('da'), before: searchParams.get('dong') }
	};
};
