import { communeFees, dropFee, findFee } from '#capabilities/payments/commune-fees.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the commune takes where the catalogue is silent; one of them lies open to be written. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, communeFees);
	const [procedure, way] = (event.url.searchParams.get('ghi') ?? '').split('~');
	return {
		fees: await communeFees(context, {}),
		...{ open: { procedure, way }, request: newId(), locale: event.locals.locale },
		done: event.url.searchParams.get('da')
	};
};

const done = (da: 'ghi' | 'bo', ho?: number): string => withQuery(paths.staff.fees, { da, ho: ho || null });

export const actions: Actions = {
	find: byStaff(findFee, { to: ({ files }) => done('ghi', files) }),
	drop: byStaff(dropFee, { to: done('bo') })
};
