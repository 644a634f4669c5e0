import { choose, chosenBeside } from '#capabilities/notices/choose.server.ts';
import { HowForm } from '#capabilities/notices/forms.ts';
import { program } from '#program/program.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** How the person beside wants to be told. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const { carriers, settings } = program();
	const set = carriers.map(({ channel }) => channel);
	return { chosen: await chosenBeside(context, {}), set, number: settings.MESSAGES_NUMBER ?? null };
};

export const actions: Actions = {
	default: byStaff(choose, { reads: HowForm, to: withQuery(paths.session.howTold, { da: 1 }) })
};
