import { NeedForm } from '#capabilities/assistance/forms.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { findPerson, stillFound } from '#web/find-person.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await staffWho(event, recordNeed);
	return { request: newId(), locale: event.locals.locale };
};

export const actions: Actions = {
	find: findPerson,
	record: byStaff(recordNeed, { reads: NeedForm, to: withQuery(paths.staff.needs, { ghi: 1 }), beside: stillFound })
};
