import { confirmByLink } from '#capabilities/cases/confirm.server.ts';
import { browserKind } from '#capabilities/cases/rules-browser.ts';
import { refusedAs } from '#web/answer.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { byLink, linkPage } from './confirmed.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => linkPage(event, event.params.token);

export const actions: Actions = {
	default: byLink(confirmByLink, {
		given: {
			token: (_, { params }) => params['token'] ?? '',
			browser: (_, { request }) => browserKind(request.headers.get('user-agent') ?? '')
		},
		shows: ({ why }) => (why === null ? undefined : refusedAs(400, why)),
		to: (_, { input }) => withQuery(paths.open.confirm(input.token), { xong: true })
	})
};
