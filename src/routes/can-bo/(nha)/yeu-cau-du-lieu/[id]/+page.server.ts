import { error, redirect, type ActionFailure } from '@sveltejs/kit';
import { acknowledgeRequest, extendRequest, settleRequest } from '#capabilities/privacy/requests.server.ts';
import { erase, wouldStay } from '#capabilities/privacy/erase.server.ts';
import { request } from '#capabilities/privacy/requests-shown.server.ts';
import type { Context } from '#platform/context.server.ts';
import { attempt, failed, type Returned } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** One request with her words: a look that she reads. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(event.params.id)) error(404, 'not-found');
	const one = await request(context, { request: event.params.id });
	const asks = one.kind === 'deletion' && one.next !== null && event.url.searchParams.get('hoi') === 'xoa';
	const stays = asks ? await wouldStay(context, { request: one.id }) : null;
	return { one, stays, locale: event.locals.locale, request: newId() };
};

type Done = (context: Context, request: string, form: FormData) => Promise<unknown>;

async function act(
	event: RequestEvent,
	done: Done,
	to = `/can-bo/yeu-cau-du-lieu/${event.params.id}?da=1`
): Promise<ActionFailure<Returned>> {
	const form = await event.request.formData();
	const { context } = await staffOf(event, requestOf(form));
	const said = await attempt(form, context, (tried) => done(tried, event.params.id, form));
	return failed(said) ? said : redirect(303, to);
}

export const actions: Actions = {
	erase: (event) => act(event, (context, id) => erase(context, { request: id }), '/can-bo/yeu-cau-du-lieu?xoa=1#xoa'),
	acknowledge: (event) => act(event, (context, id) => acknowledgeRequest(context, { request: id })),
	extend: (event) =>
		act(event, (context, id, form) =>
			extendRequest(context, { request: id, reason: String(form.get('reason') ?? '') })
		),
	settle: (event) =>
		act(event, (context, id, form) =>
			settleRequest(context, {
				request: id,
				outcome: String(form.get('outcome') ?? '') as 'done',
				reason: String(form.get('answer') ?? '')
			})
		)
};
