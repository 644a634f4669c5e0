import { ownAuthenticator, renewAuthenticator } from '#capabilities/access/own-account.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** A new authenticator to scan; the seed stays in the address, so that a corrected form is about the same picture. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, renewAuthenticator);
	const seed = event.url.searchParams.get('ma') ?? '';
	return { fresh: await ownAuthenticator(context, { seed: isId(seed) ? seed : newId() }), request: newId() };
};

export const actions: Actions = {
	default: byStaff(renewAuthenticator, { to: withQuery(paths.staff.own, { da: 'ma' }) })
};
