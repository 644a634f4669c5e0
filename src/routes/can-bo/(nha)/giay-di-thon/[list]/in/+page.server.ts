import { program } from '#program/program.server.ts';
import { sheet } from '#capabilities/walk-lists/print-list.server.ts';
import { staffWho } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** A list to print, A4 across: the code of each row leads to where it is keyed. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, sheet);
	const { list, rows } = await sheet(context, { list: event.params.list });
	return {
		list,
		session: actor.session ?? '',
		rows: rows.map((row) => ({ ...row, link: program().settings.ORIGIN + paths.staff.walkRow(row.id) }))
	};
};
