import { callsAsked, endCall, takeCall } from '#capabilities/assistance/calls.server.ts';
import { toCall } from '#capabilities/assistance/to-call.server.ts';
import { callList } from '#capabilities/privacy/call-list.server.ts';
import { callPurposes } from '#capabilities/privacy/rules-consent.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

const views = { 'hoi-lai': 'follow-up-call', moi: 'campaign-call' } as const;

/** Whom the centre has promised to call and, for whoever invites, whom it may call. Each list is made anew each time it is opened. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, toCall);
	const asked = event.url.searchParams.get('viec') ?? '';
	const invites = may(actor, callList);
	const purpose = invites && asked in views ? views[asked as keyof typeof views] : null;
	const page = pageAsked(event);
	return {
		...{ page, purpose, purposes: invites ? callPurposes : [], request: newId(), locale: event.locals.locale },
		me: actor.id,
		asked: purpose === null ? await callsAsked(context, { page }) : null,
		back: purpose === null ? await toCall(context, { page }) : null,
		list: purpose === null ? null : await callList(context, { purpose, page })
	};
};

const to = withQuery(paths.staff.callList, { viec: 'goi-lai' });

export const actions: Actions = { take: byStaff(takeCall, { to }), end: byStaff(endCall, { to }) };
