import { callList } from '#capabilities/privacy/call-list.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import type { PageServerLoad } from './$types';

/** Whom the centre may call. The list is made anew each time it is opened. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, callList);
	const purpose = event.url.searchParams.get('viec') === 'moi' ? 'campaign-call' : 'follow-up-call';
	const page = pageAsked(event);
	return { purpose, page, ...(await callList(context, { purpose, page })), request: newId() } as const;
};
