import { disownPhone, ownField } from '#capabilities/field/own.server.ts';
import { program } from '#program/program.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where somebody goes from door to door, with which phones. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, ownField);
	return {
		...(await ownField(context, {})),
		origin: program().settings.FIELD_ORIGIN ?? null,
		...{ request: newId(), now: event.locals.now, locale: event.locals.locale }
	};
};

export const actions: Actions = {
	disown: byStaff(disownPhone, { to: withQuery(paths.staff.ownField, { da: 1 }) })
};
