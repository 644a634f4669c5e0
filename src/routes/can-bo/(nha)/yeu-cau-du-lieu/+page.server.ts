import { error, redirect } from '@sveltejs/kit';
import { erasures } from '#capabilities/privacy/erase.server.ts';
import { periods, requestCounts, requests, setPeriod } from '#capabilities/privacy/requests-shown.server.ts';
import { retention } from '#capabilities/privacy/retention.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What people ask about their own data, late first, and the clocks that hold here. Who only watches reads how many, and nobody's name. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'privacy.periods')) error(403, 'not-allowed');
	const [counts, list, clocks, erased, cleared] = await Promise.all([
		requestCounts(context, {}),
		may(actor, 'privacy.requests') ? requests(context, {}) : [],
		periods(context, {}),
		erasures(context, {}),
		retention(context, {})
	]);
	return {
		counts,
		list,
		clocks,
		erased,
		cleared,
		sets: may(actor, 'privacy.set-period'),
		locale: event.locals.locale,
		request: newId()
	};
};

export const actions: Actions = {
	set: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const input = { name: String(form.get('name')) as 'due-access', days: Number(form.get('days') || Number.NaN) };
		const said = await attempt(form, context, (tried) => setPeriod(tried, input));
		return failed(said) ? said : redirect(303, '/can-bo/yeu-cau-du-lieu?da=1#moc');
	}
};
