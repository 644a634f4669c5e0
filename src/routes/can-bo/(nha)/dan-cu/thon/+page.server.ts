import { hamlets, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { checkFile } from './hamlet-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, loadHamlets);
	return { hamlets: [...(await hamlets(context, {}))], request: newId(), locale: event.locals.locale };
};

export const actions: Actions = {
	check: byStaff(checkFile, { shows: (found) => found }),
	load: byStaff(loadHamlets, { to: withQuery(paths.staff.hamlets, { da: 1 }), form: 'load' })
};
