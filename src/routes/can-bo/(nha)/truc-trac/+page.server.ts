import { error, redirect } from '@sveltejs/kit';
import { notMine, settleClaim } from '#capabilities/cases/claim.server.ts';
import { tryPortal } from '#capabilities/cases/file.server.ts';
import { portalTroubles } from '#capabilities/cases/lists.server.ts';
import { settle, unmatched } from '#capabilities/payments/take-money.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { givenUp, heartbeats, retry } from '#platform/troubles.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'cases.troubles')) error(403, 'not-allowed');
	const [tasks, denied, money, gaveUp, beats] = await Promise.all([
		portalTroubles(context, {}),
		may(actor, 'cases.not-mine') ? notMine(context, {}) : [],
		may(actor, 'payments.unmatched') ? unmatched(context, {}) : [],
		givenUp(context, {}),
		heartbeats(context, {})
	]);
	return {
		tasks: tasks.map((task) => ({
			...task,
			procedure: getProcedure(task.procedureCode).shortName[event.locals.locale]
		})),
		denied: denied.map((one) => ({ ...one, name: getProcedure(one.procedureCode).shortName[event.locals.locale] })),
		money: [...money],
		gaveUp: gaveUp.map(({ id, listener, tries, lastFault, gaveUpAt }) => ({
			id,
			listener,
			tries,
			lastFault,
			gaveUpAt
		})),
		beats: beats.map(({ name, at, detail }) => ({ name, at, ok: detail['ok'] !== false })),
		acts: {
			open: may(actor, 'cases.show'),
			list: may(actor, 'cases.worklist'),
			try: may(actor, 'cases.try-portal'),
			settle: may(actor, 'payments.settle'),
			retry: may(actor, 'platform.retry-delivery')
		},
		request: newId(),
		now: event.locals.now,
		locale: event.locals.locale
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
	claim: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => settleClaim(tried, { case: text(form, 'case') }));
		return failed(said) ? said : redirect(303, '/can-bo/truc-trac?da=go');
	},
	/** Every case of the row: each is a command of its own, and a second press of the same page sends the same ones. */
	try: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		for (const id of form.getAll('case').map(String)) {
			const said = await attempt(form, { ...context, request: requestFor(context.request, 0, id) }, (tried) =>
				tryPortal(tried, { case: id })
			);
			if (failed(said)) return said;
		}
		redirect(303, '/can-bo/truc-trac?da=thu');
	},
	settle: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			settle(tried, { entry: text(form, 'entry'), how: text(form, 'how') as 'counted', words: text(form, 'words') })
		);
		return failed(said) ? said : redirect(303, '/can-bo/truc-trac?da=go');
	},
	retry: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => retry(tried, { delivery: Number(text(form, 'delivery')) }));
		return failed(said) ? said : redirect(303, '/can-bo/truc-trac?da=lai');
	}
};
