import type { RequestEvent } from '@sveltejs/kit';
import { paths, withQuery } from '#web/paths.ts';

/** The business that the address names. */
export const given = { business: (_: unknown, { params }: RequestEvent) => params['business'] ?? '' };

/** Back to its page, which says what was done. */
export const done =
	(da: string) =>
	(_: unknown, { event }: { event: RequestEvent }): string =>
		withQuery(paths.staff.business(event.params['business'] ?? ''), { da });
