import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { household, nameParent } from '#capabilities/cases/name-parent.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { findPerson, stillFound } from '#web/find-person.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { openCase } from '../open-case.server.ts';
import type { Actions, PageServerLoad } from './$types';

const asked = ({ url }: Pick<RequestEvent, 'url'>) => (url.searchParams.get('ai') === 'father' ? 'father' : 'mother');

/** Who of the register is the mother or the father that the open form asks about. */
export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	const as = asked(event);
	if (!view || !formOf(view.file.procedureCode).questions.some(({ person }) => person === as))
		redirect(303, paths.session.home);
	const { context } = await staffOf(event);
	return { as, home: await household(context, {}) } as const;
};

export const actions: Actions = {
	find: findPerson,
	name: byStaff(nameParent, {
		given: { case: openCase, as: (_: unknown, event: RequestEvent) => asked(event) },
		to: ({ whole }) => withQuery(paths.session.home, { nhac: whole ? null : 'name-alone' }),
		beside: stillFound
	})
};
