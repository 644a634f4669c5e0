import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { steps } from '#web/act.server.ts';
import { byAnyone } from '#web/acting.server.ts';
import { paths } from '#web/paths.ts';
import { heldCase, meetVisitor, takeSlip } from '#web/slip-cookie.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({
	held: heldCase(event) !== null,
	brought: meetVisitor(event),
	why: event.url.searchParams.get('loi')
});

const slipTyped = steps(v.object({ code: v.pipe(v.string(), v.trim()) }), async ({ request }, { code }) => ({
	request,
	code
}));

export const actions: Actions = {
	default: byAnyone(slipTyped, {
		shows: async ({ request, code }, { event }) => {
			const why = code === '' ? 'slip-missing' : await takeSlip(event, code, request);
			return why ? fail(400, { why, code }) : undefined;
		},
		to: paths.follow.file
	})
};
