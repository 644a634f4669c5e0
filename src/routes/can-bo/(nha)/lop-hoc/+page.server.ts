import { hands } from '#capabilities/access/sessions.server.ts';
import { openRun, planRun, runs } from '#capabilities/classes/runs.server.ts';
import { templates } from '#capabilities/classes/templates.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { dayOf } from '#kernel/day.ts';
import type { Actions, PageServerLoad } from './$types';

/** Classes that are not over, and a new one: first its days are seen, then it is opened on them. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, runs);
	const [classes, team, parts] = await Promise.all([runs(context, {}), hands(context, {}), hamlets(context, {})]);
	return {
		...{ classes, team, hamlets: parts.map(({ id, name }) => ({ id, name })) },
		templates: templates.map(({ id, name, lessons }) => ({ id, name, lessons: lessons.length })),
		...{ me: context.actor.id, today: dayOf(context.now), request: newId(), locale: event.locals.locale }
	};
};

const typedOf = (form: FormData): Record<string, string> =>
	Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name).join(' ')]));

export const actions: Actions = {
	plan: byStaff(planRun, { shows: (plan, { form }) => ({ plan, typed: typedOf(form) }) }),
	open: byStaff(openRun, { to: ({ id }) => paths.staff.class(id) })
};
