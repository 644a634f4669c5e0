import * as v from 'valibot';
import { after, page, turnWith } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { Look } from './answers.ts';
import { countLooks, listLooks } from './sql.server.ts';

export const LooksPage = v.object({ page, after: after(v.pipe(v.string(), v.regex(/^-?\d{1,18}$/))) });

/** Lines on one page. */
const PAGE = 20;

/** Who looked at my data, newest first, in plain words' codes. */
export const myLooks = query(
	{
		name: 'privacy.my-looks',
		group: 'own-page',
		input: LooksPage,
		answer: turnWith(Look),
		look: 'the person’s own page'
	},
	async ({ db, actor }, { page, after }) => {
		const whole = await countLooks(db, actor.subject ?? '');
		const from = after === null ? page * PAGE : 0;
		const found = await listLooks(db, actor.subject ?? '', { rows: PAGE, from, after });
		const left = after === null ? whole - from : await countLooks(db, actor.subject ?? '', after);
		const more = Math.max(0, left - found.length);
		const next = more > 0 ? (found.at(-1)?.id ?? null) : null;
		return { rows: found.map(({ id: _, ...look }) => look), whole, more, next };
	}
);
