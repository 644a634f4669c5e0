import { addPasskey, beginPasskey, newPasskey } from '#capabilities/access/passkeys.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { atSite, noteKeyed, passkeySite } from '#web/passkey.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { withToken } from '#web/token.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** First the password; then, named by the request that proved it, what the machine is asked for. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, addPasskey);
	const begun = event.url.searchParams.get('ma') ?? '';
	const here = passkeySite(event) !== null;
	const asked = { begun, origin: atSite.origin(), host: event.url.host };
	const fresh = here && isId(begun) ? { begun, ...(await newPasskey(context, asked)) } : null;
	return { here, fresh, request: newId() };
};

export const actions: Actions = {
	begin: byStaff(
		withToken(beginPasskey, ({ request }) => request),
		{
			to: ({ token }) => withQuery(paths.staff.ownPasskey, { ma: token })
		}
	),
	add: byStaff(addPasskey, {
		given: atSite,
		to: (_, { event }) => {
			noteKeyed(event);
			return withQuery(paths.staff.own, { da: 'khoa' });
		}
	})
};
