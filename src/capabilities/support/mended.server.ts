import * as v from 'valibot';
import { query } from '#platform/dispatch.server.ts';
import { MendedLine } from './answers-mend.ts';
import { ListMended } from './inputs-mend.ts';
import { listMended } from './sql-mend.server.ts';

/** Tickets on one page. */
const PAGE = 20;

/** What an engineer mended, the latest first, and how it ended: what was broken and when, and nobody of whom it was. `more`: how many follow. */
export const myMended = query(
	{
		name: 'support.my-mended',
		group: 'mend',
		input: ListMended,
		answer: v.object({ rows: v.array(MendedLine), more: v.number() }),
		look: 'names no person: what was broken, and when'
	},
	async ({ db }, { after }) => {
		const found = await listMended(db, after, PAGE);
		return { rows: found.map(({ whole: _, ...line }) => line), more: (found[0]?.whole ?? 0) - found.length };
	}
);
