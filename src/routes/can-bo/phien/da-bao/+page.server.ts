import { chosenBeside } from '#capabilities/notices/choose.server.ts';
import { tellThem } from '#capabilities/notices/tell-them.server.ts';
import { toldBeside } from '#capabilities/notices/told.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';
import { ToldForm } from './form.ts';

/** What the person beside was told, and what is read to them now. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	const page = pageAsked(event);
	return { page, told: await toldBeside(context, { page }), chosen: await chosenBeside(context, {}) };
};

export const actions: Actions = {
	read: byStaff(tellThem, {
		reads: ToldForm,
		given: { how: () => 'met' as const },
		to: withQuery(paths.session.told, { da: 1 })
	})
};
