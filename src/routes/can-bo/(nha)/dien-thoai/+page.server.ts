import { pairPhone, phones, revokePhone } from '#capabilities/field/phones.server.ts';
import { mayCarry } from '#capabilities/field/may-carry.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The phones of whoever goes from door to door, and one more. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, phones);
	const all = await phones(context, {});
	return {
		bound: all.filter(({ revokedAt }) => revokedAt === null),
		parted: all.filter(({ revokedAt }) => revokedAt !== null),
		people: await mayCarry(context, {}),
		...{ request: newId(), now: event.locals.now, locale: event.locals.locale }
	};
};

const done = (da: string): string => withQuery(paths.staff.phones, { da });

export const actions: Actions = {
	pair: byStaff(pairPhone, { to: done('ghep') }),
	part: byStaff(revokePhone, { to: done('cat') })
};
