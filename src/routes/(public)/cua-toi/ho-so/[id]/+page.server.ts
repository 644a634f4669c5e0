import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#kernel/refusal.ts';
import { dayOf } from '#kernel/day.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { confirmOwn } from '#capabilities/cases/confirm.server.ts';
import { followState } from '#capabilities/cases/rules-follow.ts';
import { rawFrom } from '#capabilities/cases/ui/raw.ts';
import { showMine } from '#capabilities/cases/views.server.ts';
import { myMandates } from '#capabilities/residents/mandates.server.ts';
import { feeAsked } from '#capabilities/payments/rules-fee-asked.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, residentOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Her own case, or nothing of anybody: a strange id and somebody else's look alike. */
const mine = async (event: RequestEvent, request?: string) => {
	const { context } = await residentOf(event, request);
	const id = event.params['id'] ?? '';
	if (!uuid.test(id)) error(404, 'not-found');
	const view = await showMine(context, { case: id }).catch((reason: unknown) => {
		if (reason instanceof Refusal) error(404, 'not-found');
		throw reason;
	});
	return { context, view };
};

export const load: PageServerLoad = async (event) => {
	const { context, view } = await mine(event);
	const standing =
		view.standsAs === null
			? null
			: ((await myMandates(context, {})).find((one) => one.direction === 'held' && one.otherId === view.file.ownerId) ??
				null);
	const wanted = view.asked.findIndex(({ question }) => question.id === event.url.searchParams.get('cau'));
	const open = wanted >= 0 ? wanted : view.asked.findIndex((one) => one.answer === null);
	const online = view.file.stage === 'draft' && view.file.way === 'ONLINE';
	const own = online && view.standsAs !== 'asked';
	const answers = view.asked.flatMap((one) => one.answer ?? []);
	return {
		view,
		standing,
		locale: event.locals.locale,
		shows: own
			? open >= 0
				? ('question' as const)
				: ('check' as const)
			: view.file.stage === 'draft'
				? online
					? ('with-owner' as const)
					: ('with-guide' as const)
				: ('file' as const),
		at: open,
		state: followState(view.file, view.portal?.lastFault != null),
		// Whoever only follows sees no answers, and what a file costs hangs on them.
		fee:
			view.standsAs === 'asked' ? null : feeAsked(view.procedure.fee, view.file.way, answers, dayOf(event.locals.now)),
		now: event.locals.now,
		request: newId()
	};
};

export const actions: Actions = {
	answer: async (event) => {
		const form = await event.request.formData();
		const { context, view } = await mine(event, requestOf(form));
		const input = { case: view.file.id, question: String(form.get('question') ?? ''), raw: rawFrom(form) };
		const said = await attempt(form, context, (tried) => answer(tried, input));
		if (failed(said)) return said;
		if (said.error)
			return fail(400, {
				fault: said as { error: string },
				question: input.question,
				typed: Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
			});
		redirect(303, `/cua-toi/ho-so/${view.file.id}`);
	},
	confirm: async (event) => {
		const form = await event.request.formData();
		const { context, view } = await mine(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			confirmOwn(tried, { case: view.file.id, hash: String(form.get('hash') ?? '') })
		);
		return failed(said) ? said : redirect(303, `/cua-toi/ho-so/${view.file.id}`);
	}
};
