import { redirect } from '@sveltejs/kit';
import { dayOf } from '#kernel/day.ts';
import { confirmByLink } from '#capabilities/cases/confirm.server.ts';
import { clip } from '#design/clips.ts';
import { showMine } from '#capabilities/cases/views.server.ts';
import { feeAsked } from '#capabilities/payments/rules-fee-asked.ts';
import { attempt, failed } from '../../../../answer.server.ts';
import { linkHolder } from '../../../../confirm-link.server.ts';
import { newId, requestOf } from '../../../../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** On her own phone, for half an hour: exactly these answers, and her yes. */
export const load: PageServerLoad = async (event) => {
	const held = await linkHolder(event, event.params.token);
	const view = held && (await showMine(held.context, { case: held.id }));
	const state =
		event.url.searchParams.has('xong') || (view && view.file.stage !== 'draft')
			? ('yes' as const)
			: view
				? ('open' as const)
				: ('over' as const);
	if (state !== 'open' || !view) return { state, view: null, fee: null, request: '', audio: null };
	const answers = view.asked.flatMap(({ answer }) => answer ?? []);
	return {
		state,
		view,
		fee: feeAsked(view.procedure.fee, view.file.way, answers, dayOf(event.locals.now)),
		request: newId(),
		audio: clip('xem-lai', event.locals.locale)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const { token } = event.params;
		const held = await linkHolder(event, token, requestOf(form));
		if (!held) redirect(303, `/xac-nhan/${token}`);
		const said = await attempt(form, held.context, (tried) =>
			confirmByLink(tried, { token, hash: String(form.get('hash') ?? '') })
		);
		return failed(said) ? said : redirect(303, `/xac-nhan/${token}?xong`);
	}
};
