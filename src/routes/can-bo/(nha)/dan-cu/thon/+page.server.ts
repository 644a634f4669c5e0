import { addHamlet, hamlets, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { checkFile } from './hamlet-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, loadHamlets);
	const mayAdd = may(actor, addHamlet);
	return { hamlets: [...(await hamlets(context, {}))], mayAdd, request: newId(), locale: event.locals.locale };
};

export const actions: Actions = {
	add: byStaff(addHamlet, { to: withQuery(paths.staff.hamlets, { them: 1 }), form: 'add' }),
	check: byStaff(checkFile, { shows: (found) => found }),
	load: byStaff(loadHamlets, { to: withQuery(paths.staff.hamlets, { da: 1 }), form: 'load' })
};
