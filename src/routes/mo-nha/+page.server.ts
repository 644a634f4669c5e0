import { error } from '@sveltejs/kit';
import { makeFirst } from '#capabilities/access/opening.server.ts';
import { cookieOf, newId, setCookie } from '#web/door.server.ts';
import { byOpener, byUnopened, openingAt } from '#web/opening.server.ts';
import { makeSecondWithPaper } from '#web/once-papers.server.ts';
import { paths } from '#web/paths.ts';
import { founding, foundingOrFirst, showKey } from './opening.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** An empty house is opened: the key, the commune, the first administrator; left in between it goes on where it stood. */
export const load: PageServerLoad = async (event) => {
	const { context, stage, key } = await openingAt(event);
	// The press that opened it is answered with its paper; after that the page is not there.
	if (stage === 'open') return event.request.method === 'POST' ? { step: 'open' as const } : error(404, 'not-found');
	const asked = (name: string): string => event.url.searchParams.get(name) ?? '';
	const request = newId();
	if (!key) return { step: 'key' as const, typed: asked('ma'), request };
	if (stage === 'second') return { step: 'second' as const, request };
	return { ...(await foundingOrFirst(context, asked)), request };
};

const HOUR = 3600;
export const actions: Actions = {
	key: byUnopened(showKey, {
		to: (_, { event, input: { key } }) => (setCookie(event.cookies, cookieOf.opening, key, HOUR), paths.staff.opening)
	}),
	commune: byOpener(founding, { to: paths.staff.opening }),
	first: byOpener(makeFirst, { to: paths.staff.opening }),
	second: byOpener(makeSecondWithPaper, { shows: ({ paper }) => ({ paper }) })
};
