import { redirect } from '@sveltejs/kit';
import { inSession } from '#capabilities/cases/views.server.ts';
import { enterFee } from '#capabilities/payments/set-fee.server.ts';
import { takeCash } from '#capabilities/payments/take-money.server.ts';
import { readWhole } from '#kernel/plain.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { bill } = await event.parent();
	if (!bill) redirect(303, '/can-bo/phien');
	const { actor } = await staffOf(event);
	return { bill, takesCash: may(actor, 'payments.take-cash') };
};

const amountIn = (form: FormData): number => readWhole(String(form.get('amount') ?? ''));

export const actions: Actions = {
	fee: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const input = {
			case: view?.file.id ?? '',
			amount: amountIn(form),
			basis: String(form.get('basis') ?? '')
		};
		const said = await attempt(form, context, (tried) => enterFee(tried, { ...input, id: tried.request }));
		return failed(said) ? said : redirect(303, '/can-bo/phien/tien');
	},
	cash: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const view = await inSession(context, {});
		const said = await attempt(form, context, (tried) =>
			takeCash(tried, { id: tried.request, case: view?.file.id ?? '', amount: amountIn(form) })
		);
		return failed(said) ? said : redirect(303, '/can-bo/phien/tien');
	}
};
