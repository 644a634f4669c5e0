import { redirect } from '@sveltejs/kit';
import { PeopleForm } from '#capabilities/cases/forms.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { namePeople } from '#capabilities/cases/three-people.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { findPerson, stillFound } from '#web/find-person.server.ts';
import { openCase } from '../open-case.server.ts';
import { NamedForm, recordAndName } from './named.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { people, view } = await event.parent();
	if (!people || !view) redirect(303, paths.session.home);
	const { context } = await staffOf(event);
	return { three: people, hamlets: (await hamlets(context, {})).map(({ name }) => name) };
};

const NAMED = withQuery(paths.session.people, { da: 1 });
const given = { case: openCase };

export const actions: Actions = {
	find: findPerson,
	name: byStaff(namePeople, { reads: PeopleForm, given, to: NAMED, beside: stillFound }),
	record: byStaff(recordAndName, { reads: NamedForm, given, to: NAMED })
};
