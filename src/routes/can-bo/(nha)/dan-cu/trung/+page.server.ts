import { MergeForm } from '#capabilities/residents/forms.ts';
import { mergePeople, merges, unmergePeople } from '#capabilities/residents/merge.server.ts';
import { notSame, twins } from '#capabilities/residents/twins.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, twins);
	const [page, joinedPage] = [pageAsked(event), pageAsked(event, 'da-gop')];
	const [found, joined] = await Promise.all([twins(context, { page }), merges(context, { page: joinedPage })]);
	return {
		...{ whole: found.whole, more: found.more, page },
		pairs: found.rows.map((pair) => ({ ...pair, request: newId() })),
		joined: { ...joined, rows: joined.rows.map((one) => ({ ...one, request: newId() })), page: joinedPage }
	};
};

const HERE = paths.staff.twins;

export const actions: Actions = {
	merge: byStaff(mergePeople, { reads: MergeForm, to: withQuery(HERE, { gop: 1 }) }),
	apart: byStaff(notSame, { to: withQuery(HERE, { hai: 1 }) }),
	undo: byStaff(unmergePeople, { to: withQuery(HERE, { tach: 1 }) })
};
