import { moreAfter } from '#kernel/page.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { Look } from './answers.ts';
import { countLooks, listLooks } from './sql.server.ts';

/** Lines on one page. */
const PAGE = 20;

/** Who looked at my data, newest first, in plain words' codes. */
export const myLooks = query(
	{
		name: 'privacy.my-looks',
		group: 'own-page',
		input: OnePage,
		answer: pageWith(Look),
		look: 'the person’s own page'
	},
	async ({ db, actor }, { page }) => {
		const whole = await countLooks(db, actor.subject ?? '');
		const rows = [...(await listLooks(db, actor.subject ?? '', PAGE, page * PAGE))];
		return { rows, whole, more: moreAfter(whole, page, PAGE) };
	}
);
