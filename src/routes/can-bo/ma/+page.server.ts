import { redirect } from '@sveltejs/kit';
import { browserTokenOf, fullTokenOf, secondFactor } from '#capabilities/access/second-factor.server.ts';
import { staffAtDoor } from '#capabilities/access/door.server.ts';
import { ownPath } from '#design/page.server.ts';
import { program } from '#program/program.server.ts';
import { rightsOf } from '#program/roles.ts';
import { byDoor } from '#web/acting.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { cookieOf, newId } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { demoDoor } from '../demo-door.server.ts';
import { firstPage } from '../first-page.ts';
import { takeIn, withToken } from '../token.server.ts';
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
			browser: (_, { cookies }) => cookies.get(cookieOf.browser) ?? null
		},
		shows: (said) => (said.ok ? undefined : refusedAs(400, `second-factor-${said.why}`)),
		to: async ({ token }, { event, form, who, input }) => {
			takeIn(event, token, input.browser ?? browserTokenOf(who.context));
			const door = await staffAtDoor(program().db, rightsOf, token, event.locals.now);
			const back = ownPath(String(form.get('back')));
			return back !== '/' ? back : firstPage(door?.roles ?? []);
		}
	})
};
