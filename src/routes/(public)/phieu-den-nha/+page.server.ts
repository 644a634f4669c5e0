import * as v from 'valibot';
import { AskBySlip } from '#capabilities/visit-slips/inputs.ts';
import { askBySlip, trySlip, written } from '#capabilities/visit-slips/read-slip.server.ts';
import { steps } from '#web/act.server.ts';
import { newId } from '#web/door.server.ts';
import { byAnyone } from '#web/acting.server.ts';
import { askerOf, meetVisitor } from '#web/slip-cookie.server.ts';
import { CodeForm } from './form.ts';
import { shownOf, triedByLink } from './tried.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `ma` is the code that the picture on a paper brought. */
export const load: PageServerLoad = async (event) => {
	meetVisitor(event);
	const code = event.url.searchParams.get('ma') ?? '';
	return { request: newId(), brought: code.slice(0, 12), shown: await triedByLink(event, code) };
};

/** Asks, and shows what stands after it. */
const askAndShow = steps(v.object({ ...AskBySlip.entries }), async (context, asked) => {
	await askBySlip(context, asked);
	return written(context, { slip: asked.slip });
});

export const actions: Actions = {
	read: byAnyone(trySlip, {
		reads: CodeForm,
		given: { address: (_, event) => askerOf(event).address, browser: (_, event) => askerOf(event).browser },
		shows: async (said, { event, input }) => ({
			...(await shownOf(event, said)),
			code: said.slip === null ? input.code : ''
		})
	}),
	ask: byAnyone(askAndShow, { shows: (visit) => ({ visit, why: null, code: '' }) })
};
