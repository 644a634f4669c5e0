import { KeyForm } from '#capabilities/walk-lists/forms.ts';
import { keyRow, rowToKey } from '#capabilities/walk-lists/key-row.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One row of paper, as its code or a list leads here. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, rowToKey);
	const { searchParams } = event.url;
	return {
		row: await rowToKey(context, { row: event.params.row }),
		...{ did: searchParams.get('da'), before: searchParams.get('dong'), request: newId() }
	};
};

export const actions: Actions = {
	default: byStaff(keyRow, {
		reads: KeyForm,
		given: { row: (_, event) => event.params['row']! },
		to: async ({ taken, differs }, { who, input }) => {
			const { n, next, list } = await rowToKey(who.context, { row: input.row });
			const to = differs
				? paths.staff.walkRow(input.row)
				: next
					? paths.staff.walkRow(next)
					: paths.staff.walkList(list.id);
			return withQuery(to, { da: taken ? 'taken' : differs ? 'differs' : 'kept', dong: n });
		},
		beside: (_, form) => ({ met: form.getAll('met').map(String), taught: form.getAll('taught').map(String) })
	})
};
