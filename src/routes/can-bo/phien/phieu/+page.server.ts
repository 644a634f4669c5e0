import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The slip is given before she leaves, whether or not the portal has answered. */
export const load: PageServerLoad = async ({ parent }) => {
	const { view } = await parent();
	if (!view) redirect(303, '/can-bo/phien');
	return {};
};
