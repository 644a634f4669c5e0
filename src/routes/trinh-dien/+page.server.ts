import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { program } from '#program/program.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { wait } from '#capabilities/counter/wait.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { addressOf, levers, Pull, pullLever, readLever, type StandIn } from '#web/levers.server.ts';
import type { Actions, PageServerLoad } from './$types';

const standIns = Object.keys(levers) as StandIn[];

const onlyInDemo = (): void => {
	if (program().settings.SEED !== 'demo') error(404, 'not-found');
};

export const load: PageServerLoad = async (event) => {
	onlyInDemo();
	const context = anyoneOf(event);
	const [[centre], ...modes] = await Promise.all([centres(context, {}), ...standIns.map(readLever)]);
	const hall = centre ? await wait(context, { centre: centre.id }) : null;
	return {
		place: centre?.shortName ?? '',
		waiting: hall?.waiting ?? 0,
		locale: event.locals.locale,
		levers: standIns.map((standIn, n) => ({
			standIn,
			modes: levers[standIn],
			mode: modes[n] ?? null,
			page: addressOf(standIn) ?? null
		}))
	};
};

export const actions: Actions = {
	default: async ({ request }) => {
		onlyInDemo();
		const form = await request.formData();
		const wanted = v.safeParse(Pull, { standIn: form.get('stand-in'), mode: form.get('mode') });
		if (!wanted.success) return fail(400, { silent: null });
		if (!(await pullLever(wanted.output))) return fail(502, { silent: wanted.output.standIn });
		redirect(303, '/trinh-dien#can-gat');
	}
};
