import { redirect } from '@sveltejs/kit';
import { slip } from '#capabilities/cases/follow.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { program } from '#app';
import { staffOf } from '../../../../door.server.ts';
import type { PageServerLoad } from './$types';

/** The slip is given before she leaves, whether or not the portal has answered. */
export const load: PageServerLoad = async (event) => {
	const { view } = await event.parent();
	if (!view) redirect(303, '/can-bo/phien');
	const { context } = await staffOf(event);
	const [facts, bill] = await Promise.all([slip(context, { case: view.file.id }), ofCase(context, { case: view.file.id })]);
	const number = view.asked.find(({ question }) => question.person === 'applicant' && question.kind === 'id-number')?.answer?.value ?? null;
	return { facts, bill, origin: program().settings.ORIGIN, number };
};
