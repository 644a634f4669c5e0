import type { RequestEvent } from '@sveltejs/kit';
import { erase, wouldStay } from '#capabilities/data-rights/erase.server.ts';
import { SettleForm } from '#capabilities/data-rights/forms.ts';
import { acknowledgeRequest, extendRequest, settleRequest } from '#capabilities/data-rights/requests.server.ts';
import { erasesNow } from '#capabilities/data-rights/rules-requests.ts';
import { request } from '#capabilities/data-rights/requests-shown.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffOf } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One request with their words: a look that they read. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const one = await request(context, { request: idOf(event) });
	const asks = one.kind === 'deletion' && one.next !== null && event.url.searchParams.get('hoi') === 'xoa';
	const stays = asks ? await wouldStay(context, { request: one.id }) : null;
	const today = erasesNow(one, event.locals.now);
	return { one, stays, today, locale: event.locals.locale, request: newId() };
};

const given = { request: (_: unknown, { params }: RequestEvent) => params['id'] ?? '' };
const to = (_: unknown, { event }: { event: RequestEvent }): string =>
	withQuery(paths.staff.request(event.params['id'] ?? ''), { da: 1 });

export const actions: Actions = {
	erase: byStaff(erase, { given, to: withQuery(paths.staff.requests, { xoa: 1 }, 'xoa') }),
	acknowledge: byStaff(acknowledgeRequest, { given, to }),
	extend: byStaff(extendRequest, { given, to }),
	settle: byStaff(settleRequest, { reads: SettleForm, given, to })
};
