import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Env } from '../env.ts';
import { readBody, sendHtml, sendJson, serve } from '../http.ts';
import { style } from '../page.ts';
import { findPerson, people } from '../people.ts';
import { aboutPage, choicePage, errorPage } from './pages.ts';
import { openProvider, sessionCookie } from './provider.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse };

async function choose(provider: Provider, { request, response }: Exchange): Promise<void> {
	const person = findPerson(new URLSearchParams(await readBody(request)).get('id') ?? '');
	const result = person
		? { login: { accountId: person.id, acr: `level${person.level}`, amr: ['mo-phong'], remember: false } }
		: { error: 'access_denied', error_description: 'nobody was chosen' };
	await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function interact(provider: Provider, env: Env, exchange: Exchange): Promise<void> {
	const { request, response } = exchange;
	try {
		const { uid } = await provider.interactionDetails(request, response);
		if (request.method === 'POST') await choose(provider, exchange);
		else sendHtml(response, choicePage(`/dang-nhap/${uid}`, people));
	} catch (fault) {
		if (!(fault instanceof Error) || fault.name !== 'SessionNotFound') throw fault;
		sendHtml(response, errorPage(env.origin, 'session_not_found'), 400);
	}
}

/**
 * Several people share one browser in the demo, and one device at a counter: whoever signs in always chooses and is never
 * taken for the one before. So a sign-in never sees an earlier session; only signing out does.
 */
function forgetSession(request: IncomingMessage): void {
	const cookies = (request.headers.cookie ?? '').split('; ').filter((cookie) => !cookie.startsWith(sessionCookie));
	request.headers.cookie = cookies.join('; ');
}

/** Our own few paths; everything else is the provider's. */
export function serveEId(env: Env) {
	const provider = openProvider(env);
	const callback = provider.callback();
	return serve(env.eIdPort, async (request, response) => {
		const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
		if (path === '/healthz') return sendJson(response, { status: 'ok' });
		if (path === '/people.json') return sendJson(response, people);
		if (path === '/') return sendHtml(response, aboutPage(env.origin, people));
		if (path === '/mo-phong.css') {
			response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' });
			return void response.end(style);
		}
		if (path.startsWith('/dang-nhap/')) return interact(provider, env, { request, response });
		if (path === '/auth' || path.startsWith('/auth/')) forgetSession(request);
		await callback(request, response);
	});
}
