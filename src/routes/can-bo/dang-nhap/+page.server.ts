import { halfTokenOf, signIn } from '#capabilities/access/sign-in.server.ts';
import { ownPath } from '#design/page.server.ts';
import { program } from '#program/program.server.ts';
import { byDoor } from '#web/acting.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { cookieOf, newId, setCookie } from '#web/door.server.ts';
import { passkeySite } from '#web/passkey.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { withToken } from '#web/token.server.ts';
import { demoDoor } from '../demo-door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** Long enough to take the telephone out of the bag. */
const HALF_SECONDS = 300;

export const load: PageServerLoad = (event) => ({
	...{ request: newId(), keyRequest: newId() },
	back: ownPath(event.url.searchParams.get('ve')),
	demo: demoDoor(event.url.searchParams.get('ai')),
	byKey: passkeySite(event) !== null
});

export const actions: Actions = {
	default: byDoor(signIn)(withToken(signIn, halfTokenOf), {
		given: {
			address: (_, event) => event.getClientAddress(),
			browser: (_, { cookies }) => cookies.get(cookieOf.browser) ?? null
		},
		shows: ({ ok, until }, { input: { login } }) =>
			ok ? undefined : refusedAs(400, until ? 'sign-in-locked' : 'sign-in-wrong', { login }),
		to: ({ token }, { event, form, input: { login } }) => {
			setCookie(event.cookies, cookieOf.half, token, HALF_SECONDS);
			const ve = ownPath(String(form.get('back')));
			return withQuery(paths.staff.code, { ve, ai: program().settings.SEED === 'demo' && login });
		}
	})
};
