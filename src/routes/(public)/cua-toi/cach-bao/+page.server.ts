import { program } from '#program/program.server.ts';
import { allow, choose, myChosen } from '#capabilities/notices/choose.server.ts';
import { HowForm } from '#capabilities/notices/forms.ts';
import { byResident } from '#web/acting.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** How somebody wants to be told. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const { carriers, settings } = program();
	const set = carriers.map(({ channel }) => channel);
	const number = settings.MESSAGES_NUMBER ?? null;
	return { chosen: await myChosen(context, {}), set, number, request: newId() };
};

export const actions: Actions = {
	/** They say yes to being sent words. */
	allow: byResident(allow, { to: withQuery(paths.mine.howTold, { dong: 1 }) }),
	choose: byResident(choose, { reads: HowForm, to: withQuery(paths.mine.howTold, { da: 1 }) })
};
