import { fail, redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { halfTokenOf, signIn } from '#capabilities/access/sign-in.server.ts';
import { ownPath } from '#design/page.server.ts';
import { attempt, failed, type Returned } from '#web/answer.server.ts';
import { demoDoor } from '#web/demo.server.ts';
import { cookieOf, doorOf, newId, requestOf, setCookie } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = ({ url }) => ({
	request: newId(),
	back: ownPath(url.searchParams.get('ve')),
	demo: demoDoor(url.searchParams.get('ai'))
});

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const context = doorOf(event, ['access.sign-in'], requestOf(form));
		const input = {
			login: String(form.get('login') ?? ''),
			password: String(form.get('password') ?? ''),
			address: event.getClientAddress()
		};
		const said = await attempt(form, context, async (tried) => ({
			...(await signIn(tried, input)),
			token: halfTokenOf(tried)
		}));
		if (failed(said)) return said;
		if (!said.ok)
			return fail<Returned>(400, {
				errors: {},
				refusal: { code: said.until ? 'sign-in-locked' : 'sign-in-wrong', detail: {} },
				typed: { login: input.login }
			});
		setCookie(event.cookies, cookieOf.half, said.token, 300);
		const who = program().settings.SEED === 'demo' ? `&ai=${encodeURIComponent(input.login)}` : '';
		redirect(303, `/can-bo/ma?ve=${encodeURIComponent(ownPath(String(form.get('back'))))}${who}`);
	}
};
