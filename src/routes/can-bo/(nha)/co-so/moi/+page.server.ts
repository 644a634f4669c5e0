import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { recordBusiness } from '#capabilities/residents/businesses.server.ts';
import { BusinessForm } from '#capabilities/residents/forms-business.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { asksFirst } from '../same.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A business that the register does not have. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, recordBusiness);
	return {
		hamlets: (await hamlets(context, {})).map(({ name }) => name),
		request: newId(),
		locale: event.locals.locale
	};
};

export const actions: Actions = {
	record: byStaff(recordBusiness, {
		...{ reads: BusinessForm, shows: asksFirst },
		to: ({ id }) => withQuery(paths.staff.business(id ?? ''), { da: 'ghi' })
	})
};
