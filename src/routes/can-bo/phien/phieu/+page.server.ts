import { redirect } from '@sveltejs/kit';
import { formOf } from '#capabilities/procedures/forms.ts';
import { paths } from '#web/paths.ts';
import type { PageServerLoad } from './$types';

/** The slip is given before they leave, whether or not the portal has answered. */
export const load: PageServerLoad = async ({ parent }) => {
	const { view } = await parent();
	if (!view) redirect(303, paths.session.home);
	return { again: formOf(view.file.procedureCode).again?.words ?? null };
};
