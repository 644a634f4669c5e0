import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { findBySlip } from '#capabilities/cases/follow.server.ts';
import { worklist } from '#capabilities/cases/lists.server.ts';
import { buckets, type Bucket } from '#capabilities/cases/inputs.ts';
import { dayOf } from '#kernel/day.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Without a choice the page opens where somebody waits. */
const firstOpen = (counts: Record<string, number>): Bucket =>
	buckets.find((bucket) => (counts[bucket] ?? 0) > 0) ?? 'all';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'cases.worklist')) error(403, 'not-allowed');
	const asked = v.safeParse(v.picklist(buckets), event.url.searchParams.get('muc'));
	const first = await worklist(context, { bucket: asked.success ? asked.output : 'to-receive' });
	const bucket = asked.success ? asked.output : firstOpen(first.counts);
	const list = first.bucket === bucket ? first : await worklist(context, { bucket });
	return { list, today: dayOf(event.locals.now), locale: event.locals.locale };
};

export const actions: Actions = {
	/** The number travels by POST, so that no address and no history holds it. */
	slip: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event);
		const said = await attempt(form, context, (tried) =>
			findBySlip(tried, { code: String(form.get('slip') ?? ''), address: '' })
		);
		if (failed(said)) return said;
		if (said.case === null)
			return fail(404, {
				errors: {},
				refusal: { code: 'slip-not-found', detail: {} },
				typed: { slip: String(form.get('slip')) }
			});
		redirect(303, `/can-bo/ho-so/${said.case}`);
	}
};
