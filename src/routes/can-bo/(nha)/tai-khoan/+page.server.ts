import { changePassword, ownAccount } from '#capabilities/access/own-account.server.ts';
import { removePasskey } from '#capabilities/access/passkeys.server.ts';
import { signOut } from '#capabilities/access/sessions.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { passkeySite } from '#web/passkey.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where somebody is signed in, and how they change what opens their account. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, ownAccount);
	return {
		own: await ownAccount(context, {}),
		request: newId(),
		byKey: passkeySite(event) !== null,
		...{ now: event.locals.now, locale: event.locals.locale }
	};
};

const done = (da: string): string => withQuery(paths.staff.own, { da });

export const actions: Actions = {
	end: byStaff(signOut, { to: done('phien') }),
	password: byStaff(changePassword, { to: done('mat-khau') }),
	remove: byStaff(removePasskey, { to: done('bo-khoa') })
};
