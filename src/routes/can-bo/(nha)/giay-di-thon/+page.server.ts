import { areas } from '#capabilities/field/areas.server.ts';
import { NumbersForm, PrintForm } from '#capabilities/walk-lists/forms.ts';
import { ListsOn } from '#capabilities/walk-lists/inputs.ts';
import { rowByNumbers } from '#capabilities/walk-lists/key-row.server.ts';
import { endList, lists } from '#capabilities/walk-lists/lists.server.ts';
import { printList } from '#capabilities/walk-lists/print-list.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { afterAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Lists on paper: which are out, and a new one for whoever leads. `mat` is the one that is to be reported lost. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, lists);
	const leads = may(actor, printList);
	return {
		...{ lists: await lists(context, { after: afterAsked(event, ListsOn.entries.after) }), leads },
		areas: leads ? await areas(context, {}) : [],
		lost: event.url.searchParams.get('mat'),
		...{ request: newId(), locale: event.locals.locale }
	};
};

export const actions: Actions = {
	print: byStaff(printList, { reads: PrintForm, to: ({ list }) => paths.staff.walkListPrinted(list), form: 'print' }),
	find: byStaff(rowByNumbers, { reads: NumbersForm, to: ({ row }) => paths.staff.walkRow(row), form: 'find' }),
	end: byStaff(endList, { to: (_, { input: { ended } }) => withQuery(paths.staff.walkLists, { da: ended }) })
};
