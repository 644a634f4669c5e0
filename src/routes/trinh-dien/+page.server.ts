import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { program } from '#program/program.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { wait } from '#capabilities/counter/wait.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { leversNow, Pull, pullLever } from './levers.server.ts';
import type { Actions, PageServerLoad } from './$types';

const onlyInDemo = (): void => {
	if (program().settings.SEED !== 'demo') error(404, 'not-found');
};

/** The app on a phone alone routes by a script. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	onlyInDemo();
	const context = anyoneOf(event);
	const [all, levers] = await Promise.all([centres(context, {}), leversNow()]);
	const halls = await Promise.all(all.map(({ id }) => wait(context, { centre: id })));
	const waiting = halls.reduce((sum, hall) => sum + hall.waiting, 0);
	return { place: all.length === 1 ? all[0]!.shortName : '', waiting, locale: event.locals.locale, levers };
};

export const actions: Actions = {
	/** A stand-in is no command of the house: its form is read here. */
	default: async ({ request }) => {
		onlyInDemo();
		const form = await request.formData();
		const wanted = v.safeParse(Pull, { standIn: form.get('stand-in'), mode: form.get('mode') });
		if (!wanted.success) return fail(400, { silent: null });
		if (!(await pullLever(wanted.output))) return fail(502, { silent: wanted.output.standIn });
		redirect(303, withQuery(paths.machines.demo, {}, 'can-gat'));
	}
};
