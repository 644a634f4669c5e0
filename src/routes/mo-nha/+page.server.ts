import { firstAuthenticator, makeFirst } from '#capabilities/access/opening.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { unitsToChoose } from '#capabilities/places/found-by-register.server.ts';
import { program } from '#program/program.server.ts';
import { cookieOf, newId, setCookie } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { byOpener, byUnopened, unopened } from '#web/opening.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { founding, showKey } from './opening.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** An empty house is opened: the key, the commune, the first administrator; left in between it goes on where it stood. */
export const load: PageServerLoad = async (event) => {
	const { context, key } = await unopened(event);
	const asked = (name: string): string => event.url.searchParams.get(name) ?? '';
	const request = newId();
	if (!key) return { step: 'key' as const, typed: asked('ma'), request };
	const [centre] = await centres(context, {});
	if (!centre) {
		const province = /^\d{2}$/.test(asked('tinh')) ? asked('tinh') : null;
		return { step: 'commune' as const, province, ...(await unitsToChoose(context, { province })), request };
	}
	const seed = isId(asked('hat')) ? asked('hat') : newId();
	const authenticator = firstAuthenticator(program().base, seed, 'quan-tri');
	return { step: 'first' as const, centre: centre.name, seed, ...authenticator, request };
};

const HOUR = 3600;
export const actions: Actions = {
	key: byUnopened(showKey, {
		to: (_, { event, input: { key } }) => (setCookie(event.cookies, cookieOf.opening, key, HOUR), paths.staff.opening)
	}),
	commune: byOpener(founding, { to: paths.staff.opening }),
	first: byOpener(makeFirst, { to: withQuery(paths.staff.signIn, { moi: 1 }) })
};
