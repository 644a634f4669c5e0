import { redirect } from '@sveltejs/kit';
import { dayOf } from '#kernel/day.ts';
import { confirmByLink } from '#capabilities/cases/confirm.server.ts';
import { clip } from '#design/clips.ts';
import { follow } from '#capabilities/cases/follow.server.ts';
import { slipCodeOf } from '#capabilities/cases/read.server.ts';
import { showMine } from '#capabilities/cases/views.server.ts';
import { feeAsked } from '#capabilities/payments/rules-fee-asked.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { linkHolder, type Held } from '#web/confirm-link.server.ts';
import { newId, requestOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** On her own phone, for half an hour: exactly these answers, and her yes. */
export const load: PageServerLoad = async (event) => {
	const held = await linkHolder(event, event.params.token);
	const said = held?.used === true;
	const view = held && !said ? await showMine(held.context, { case: held.id }) : null;
	// The link is for exactly what it was made for: what changed since is read by a new one.
	const open = view !== null && view.file.stage === 'draft' && view.hash === held?.hash;
	const state = said ? ('yes' as const) : open ? ('open' as const) : ('over' as const);
	if (state !== 'open' || !view)
		return { state, view: null, fee: null, request: '', audio: null, slip: said && held ? await slipOf(held) : null };
	const answers = view.asked.flatMap(({ answer }) => answer ?? []);
	return {
		state,
		view,
		fee: feeAsked(view.procedure.fee, view.file.way, answers, dayOf(event.locals.now)),
		request: newId(),
		audio: clip('xem-lai', event.locals.locale),
		slip: null
	};
};

/** The number under which she follows what she said yes to; none once it was typed by mistake. */
async function slipOf({ id, context }: Held): Promise<string | null> {
	const { stage } = await follow(context, {});
	return stage === 'draft' || stage === 'void' ? null : slipCodeOf(context, id);
}

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const { token } = event.params;
		const held = await linkHolder(event, token, requestOf(form));
		if (!held || held.used) redirect(303, `/xac-nhan/${token}`);
		const said = await attempt(form, held.context, (tried) =>
			confirmByLink(tried, { token, hash: String(form.get('hash') ?? '') })
		);
		return failed(said) ? said : redirect(303, `/xac-nhan/${token}?xong`);
	}
};
