import { doTask, heldClasses, signHosting } from '#capabilities/classes/hosts.server.ts';
import { HeldPage } from '#capabilities/classes/inputs.ts';
import { hasBegun } from '#capabilities/classes/rules-begun.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { afterAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The classes of whoever is named in them: days, the roll, and what their organisation sees to. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, heldClasses);
	const { rows: held, ...told } = await heldClasses(context, { after: afterAsked(event, HeldPage.entries.after) });
	return {
		classes: held.map((one) => ({
			...one,
			looks: one.hosting.hands.some(({ staff, part }) => staff === context.actor.id && part === 'assessor'),
			rolls: one.run.lessons.filter(({ day }) => hasBegun(one.run, day, context.now)).map(({ no }) => no)
		})),
		...{ ...told, request: newId(), locale: event.locals.locale, done: event.url.searchParams.get('da') }
	};
};

const back = (da: string) => () => withQuery(paths.staff.heldClasses, { da });

export const actions: Actions = {
	sign: byStaff(signHosting, { to: back('ky') }),
	task: byStaff(doTask, { to: back('viec') })
};
