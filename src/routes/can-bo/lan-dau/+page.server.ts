import { redirect } from '@sveltejs/kit';
import { beginAccount, ownAuthenticator } from '#capabilities/access/own-account.server.ts';
import { byNewcomer } from '#web/acting.server.ts';
import { newId, openerOf } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** The one page that a printed password opens. */
export const load: PageServerLoad = async (event) => {
	const { context, firstUse, staff } = await openerOf(event);
	if (!firstUse) redirect(303, paths.staff.home);
	const seed = event.url.searchParams.get('ma') ?? '';
	const fresh = await ownAuthenticator(context, { seed: isId(seed) ? seed : newId() });
	return { name: staff.name, fresh, request: newId() };
};

export const actions: Actions = {
	default: byNewcomer(beginAccount, { to: paths.staff.home })
};
