import { rightsOf } from '#program/roles.ts';
import { fail, redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { fullTokenOf, secondFactor } from '#capabilities/access/second-factor.server.ts';
import { staffAtDoor } from '#capabilities/access/door.server.ts';
import { ownPath } from '#design/page.server.ts';
import { attempt, failed, type Returned } from '#web/answer.server.ts';
import { demoDoor } from '#web/demo.server.ts';
import { firstPage } from '#web/first-page.ts';
import { cookieOf, doorOf, newId, requestOf, setCookie } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = ({ url, cookies }) => {
	if (!cookies.get(cookieOf.half)) redirect(303, '/can-bo/dang-nhap');
	return { request: newId(), back: ownPath(url.searchParams.get('ve')), demo: demoDoor(url.searchParams.get('ai')) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const context = doorOf(event, ['access.second-factor'], requestOf(form));
		const input = { token: event.cookies.get(cookieOf.half) ?? '', code: String(form.get('code') ?? '') };
		const said = await attempt(form, context, async (tried) => ({
			...(await secondFactor(tried, input)),
			token: fullTokenOf(tried)
		}));
		if (failed(said)) return said;
		if (!said.ok)
			return fail<Returned>(400, { errors: {}, refusal: { code: `second-factor-${said.why}`, detail: {} }, typed: {} });
		event.cookies.delete(cookieOf.half, { path: '/' });
		setCookie(event.cookies, cookieOf.staff, said.token);
		const door = await staffAtDoor(program().db, rightsOf, said.token, event.locals.now);
		const back = ownPath(String(form.get('back')));
		redirect(303, back !== '/' ? back : firstPage(door?.roles ?? []));
	}
};
