import * as v from 'valibot';
import { SlipForm } from '#capabilities/cases/forms.ts';
import { findBySlip } from '#capabilities/cases/follow.server.ts';
import { findByName, worklist } from '#capabilities/cases/lists.server.ts';
import { buckets, Worklist, type Bucket } from '#capabilities/cases/inputs.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { staffWho } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Without a choice the page opens where somebody waits. */
const firstOpen = (counts: Record<string, number>): Bucket =>
	buckets.find((bucket) => (counts[bucket] ?? 0) > 0) ?? 'all';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, worklist);
	const asked = v.safeParse(v.picklist(buckets), event.url.searchParams.get('muc'));
	const turned = v.safeParse(Worklist.entries.page, Number(event.url.searchParams.get('trang') ?? 0));
	const last = v.safeParse(Worklist.entries.after, event.url.searchParams.get('sau'));
	const from = { page: turned.success ? turned.output : 0, after: last.success ? last.output : null };
	const first = await worklist(context, { bucket: asked.success ? asked.output : 'to-receive', ...from });
	const bucket = asked.success ? asked.output : firstOpen(first.counts);
	const list = first.bucket === bucket ? first : await worklist(context, { bucket, ...from });
	return { list, today: dayOf(event.locals.now), locale: event.locals.locale };
};

// A number and a name travel by POST, so that no address and no history holds them.
export const actions: Actions = {
	find: byStaff(findByName, {
		shows: (found, { input }) => ({ found, words: input.words.trim(), why: input.why ?? null })
	}),
	slip: byStaff(findBySlip, {
		reads: SlipForm,
		shows: (said, { input }) =>
			said.case === null ? refusedAs(404, 'slip-not-found', { slip: input.code }) : undefined,
		to: (said) => paths.staff.file(said.case ?? '')
	})
};
