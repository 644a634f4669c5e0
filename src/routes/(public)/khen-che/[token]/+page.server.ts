import { redirect } from '@sveltejs/kit';
import { clip } from '#design/clips.ts';
import { chance, rateByLink } from '#capabilities/satisfaction/rate.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { doorOf, newId, requestOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const RIGHTS = ['satisfaction.rate-by-link', 'satisfaction.chance'];

/** A right to say once how it was. Whoever says it is not known. */
export const load: PageServerLoad = async (event) => {
	const { token } = event.params;
	const found = token.length >= 20 && token.length <= 100 ? await chance(doorOf(event, RIGHTS), { token }) : null;
	const state = event.url.searchParams.has('cam-on')
		? ('thanks' as const)
		: !found
			? ('over' as const)
			: found.used
				? ('used' as const)
				: ('open' as const);
	return { state, request: newId(), audio: state === 'open' ? clip('khen-che', event.locals.locale) : null };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const { token } = event.params;
		const said = await attempt(form, doorOf(event, RIGHTS, requestOf(form)), (tried) =>
			rateByLink(tried, { id: tried.request, token, score: Number(form.get('score')) })
		);
		return failed(said) ? said : redirect(303, `/khen-che/${token}?cam-on`);
	}
};
