import type { RequestEvent } from '@sveltejs/kit';
import { giveCard, verifyCard, withdrawCard } from '#capabilities/help-cards/decide.server.ts';
import { CardForm } from '#capabilities/help-cards/forms.ts';
import { showCard } from '#capabilities/help-cards/show.server.ts';
import { changeCard, draftCard } from '#capabilities/help-cards/write.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { orNotFound } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One card: as people see it, as it is written, and what is decided of it. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, showCard);
	return {
		card: await orNotFound(showCard(context, { card: event.params.card })),
		...{ done: event.url.searchParams.get('da'), locale: event.locals.locale, request: newId() }
	};
};

const given = { card: (_: unknown, { params }: RequestEvent) => params['card'] ?? '' };
const done =
	(da: string) =>
	({ id }: { id: string }) =>
		withQuery(paths.staff.helpCard(id), { da });

export const actions: Actions = {
	copy: byStaff(draftCard, { given: { from: given.card }, to: ({ id }) => paths.staff.helpCard(id) }),
	change: byStaff(changeCard, { given, reads: CardForm, to: done('viet') }),
	give: byStaff(giveCard, { given, to: done('cho') }),
	verify: byStaff(verifyCard, { given, to: done('thu') }),
	withdraw: byStaff(withdrawCard, { given, to: done('thoi') })
};
