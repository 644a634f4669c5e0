import { error, redirect } from '@sveltejs/kit';
import { colleagues } from '#capabilities/access/sessions.server.ts';
import { closeNeed, planNeed, reopenNeed, takeNeed } from '#capabilities/assistance/move-need.server.ts';
import type { Outcome, Plan } from '#capabilities/assistance/need.ts';
import { showNeed } from '#capabilities/assistance/needs.server.ts';
import type { Context } from '#platform/context.server.ts';
import { dayOf } from '#kernel/day.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const helps = new Set(['guide', 'receiving-officer', 'leader']);

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(event.params.id)) error(404, 'not-found');
	const [need, team] = await Promise.all([showNeed(context, { need: event.params.id }), colleagues(context, {})]);
	const able = new Map(team.filter(({ role }) => helps.has(role)).map(({ id, name }) => [id, { id, name }]));
	return {
		...{ need, me: actor.id, team: [...able.values()] },
		today: dayOf(event.locals.now),
		locale: event.locals.locale,
		request: newId()
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

const act =
	(run: (context: Context, need: string, form: FormData) => Promise<unknown>) => async (event: RequestEvent) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => run(tried, event.params.id, form));
		return failed(said) ? said : redirect(303, `/can-bo/nhu-cau/${event.params.id}`);
	};

export const actions: Actions = {
	take: act((context, need) => takeNeed(context, { need })),
	plan: act((context, need, form) =>
		planNeed(context, {
			need,
			helper: text(form, 'helper') || null,
			plan: (text(form, 'plan') || null) as Plan | null,
			promisedOn: text(form, 'promised') || null
		})
	),
	close: act((context, need, form) => closeNeed(context, { need, outcome: text(form, 'outcome') as Outcome })),
	reopen: act((context, need) => reopenNeed(context, { need }))
};
