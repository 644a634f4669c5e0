import { areas } from '#capabilities/field/areas.server.ts';
import { settleOperation, unsettled } from '#capabilities/field/box.server.ts';
import { cardReports, seeCard } from '#capabilities/field/card-reports.server.ts';
import { openWord } from '#capabilities/field/open-word.server.ts';
import { outings, settleOuting } from '#capabilities/field/outings.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was said at doors and could not be done as it was said; `mo` is the one that is opened. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, unsettled);
	const [words, all, cards, out] = await Promise.all([
		unsettled(context, {}),
		areas(context, {}),
		cardReports(context, {}),
		outings(context, {})
	]);
	// What is settled by now is no longer on the page, and is not opened.
	const asked = words.find(({ id }) => id === event.url.searchParams.get('mo'))?.id;
	return {
		...{ words, cards, out },
		opened: asked ? await openWord(context, { operation: asked }) : null,
		areas: Object.fromEntries(all.map(({ id, name }) => [id, name])),
		...{ request: newId(), now: event.locals.now, locale: event.locals.locale }
	};
};

export const actions: Actions = {
	settleOuting: byStaff(settleOuting, { to: () => withQuery(paths.staff.late, { da: 've' }) }),
	seeCard: byStaff(seeCard, { to: () => withQuery(paths.staff.late, { da: 'the' }) }),
	settle: byStaff(settleOperation, {
		to: (_, { input: { accept } }) => withQuery(paths.staff.late, { da: accept ? 'nhan' : 'bo' })
	})
};
