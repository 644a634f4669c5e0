import type { RequestEvent } from '@sveltejs/kit';
import { callsAsked } from '#capabilities/assistance/calls.server.ts';
import { toCall } from '#capabilities/assistance/to-call.server.ts';
import { toTell } from '#capabilities/notices/told.server.ts';
import { callList } from '#capabilities/privacy/call-list.server.ts';
import { callPurposes } from '#capabilities/privacy/rules-consent.ts';
import { may } from '#platform/dispatch.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';

const views = { 'hoi-lai': 'follow-up-call', moi: 'campaign-call' } as const;

/** Whom the centre has promised to call and, for whoever invites, whom it may call. Each list is made anew each time it is opened. */
export const listsOf = async (event: RequestEvent & { locals: App.Locals }) => {
	const { context, actor } = await staffWho(event, toCall);
	const asked = event.url.searchParams.get('viec') ?? '';
	const invites = may(actor, callList);
	const purpose = invites && asked in views ? views[asked as keyof typeof views] : null;
	const words = asked === 'bao-tin';
	const promised = purpose === null && !words;
	const page = pageAsked(event);
	return {
		...{ page, purpose, purposes: invites ? callPurposes : [], request: newId(), locale: event.locals.locale },
		me: actor.id,
		asked: promised ? await callsAsked(context, { page }) : null,
		back: promised ? await toCall(context, { page }) : null,
		words: words ? await toTell(context, { page }) : null,
		list: purpose === null ? null : await callList(context, { purpose, page })
	};
};
