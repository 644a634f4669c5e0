import { deny } from '#capabilities/cases/claim.server.ts';
import { confirmByLink } from '#capabilities/cases/confirm.server.ts';
import { browserKind } from '#capabilities/cases/rules-browser.ts';
import { refusedAs } from '#web/answer.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { byLink, linkPage } from './confirmed.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	...(await linkPage(event, event.params.token)),
	now: event.locals.now
});

export const actions: Actions = {
	yes: byLink(confirmByLink, {
		given: {
			token: (_, { params }) => params['token'] ?? '',
			browser: (_, { request }) => browserKind(request.headers.get('user-agent') ?? '')
		},
		shows: ({ why }) => (why === null ? undefined : refusedAs(400, why)),
		to: (_, { input }) => withQuery(paths.open.confirm(input.token), { xong: true })
	}),
	deny: byLink(deny, { given: { way: 'link' }, to: (_, { event }) => paths.open.confirm(event.params['token'] ?? '') })
};
