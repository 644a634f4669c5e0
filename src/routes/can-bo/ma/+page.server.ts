import { redirect } from '@sveltejs/kit';
import { secondFactor } from '#capabilities/access/second-factor.server.ts';
import { fullTokenOf } from '#capabilities/access/shift.server.ts';
import { ownPath } from '#design/page.server.ts';
import { byDoor } from '#web/acting.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { cookieOf, newId } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { withToken } from '#web/token.server.ts';
import { demoDoor } from '../demo-door.server.ts';
import { takeIn } from '../take-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = ({ url, cookies }) => {
	if (!cookies.get(cookieOf.half)) redirect(303, paths.staff.signIn);
	return { request: newId(), back: ownPath(url.searchParams.get('ve')), demo: demoDoor(url.searchParams.get('ai')) };
};

export const actions: Actions = {
	default: byDoor(secondFactor)(withToken(secondFactor, fullTokenOf), {
		given: {
			token: (_, { cookies }) => cookies.get(cookieOf.half) ?? '',
			address: (_, event) => event.getClientAddress(),
			browser: (_, { cookies }) => cookies.get(cookieOf.browser) ?? null,
			held: (_, { cookies }) => cookies.get(cookieOf.staff) ?? null
		},
		shows: (said) => (said.ok ? undefined : refusedAs(400, `second-factor-${said.why}`)),
		to: ({ token }, came) => takeIn(token, came)
	})
};
