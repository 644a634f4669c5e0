import type { Env } from '../env.ts';
import { goBack, sendHtml, sendJson, serveRoutes, type Route } from '../http.ts';
import { leverRoutes } from '../levers.ts';
import { modes, type Exchange } from './exchange.ts';
import { mailModes, openMail, type Mail } from './mail.ts';
import { gatewayPage, inboxPage } from './pages.ts';
import { pushRoutes } from './push.ts';
import { openSms, report } from './sms.ts';
import { openSmpp } from './smpp.ts';
import { zaloRoutes } from './zalo.ts';

/** Inboxes, for people and for whoever looks with a program. */
const mailRoutes = ({ store, inbox }: Mail, env: Env): Route[] => [
	{
		method: 'GET',
		path: /^\/thu$/,
		answer: ({ response, url }) => sendHtml(response, inboxPage(store.state, url.searchParams.get('hop') ?? ''))
	},
	{
		method: 'GET',
		path: /^\/thu\/hop\/(.+)$/,
		answer: ({ response, params }) => sendJson(response, { letters: inbox(params[0] ?? '') })
	},
	...leverRoutes(store, mailModes, env.origin, '/thu')
];

/** Whoever carries the words of the house to people. What is no web page listens first: whoever hears that the pages are up may use all. */
export async function serveGateway(env: Env, exchange: Exchange) {
	const { state, store, outbox } = exchange;
	const [mail] = await Promise.all([openMail(env), openSmpp(env, exchange)]);
	const sms = await openSms(env, exchange);
	const telephones = `http://127.0.0.1:${env.telephonePort}`;
	exchange.onTelling('sms', (taken, said) => {
		if (taken.tell !== '') outbox.put(report(taken, said));
	});
	return serveRoutes(env.gatewayPort, env.origin, [
		{ method: 'GET', path: /^\/$/, answer: ({ response }) => sendHtml(response, gatewayPage(exchange, telephones)) },
		...leverRoutes({ state: state.lines.sms, save: store.save }, modes, env.origin, '', sms.turn),
		...leverRoutes({ state: state.lines['sms-2'], save: store.save }, modes, env.origin, '/smpp'),
		...mailRoutes(mail, env),
		...pushRoutes(env),
		...zaloRoutes(env, exchange),
		{ method: 'POST', path: /^\/gui-lai$/, answer: (call) => (outbox.sendAgain(), goBack(call, env.origin)) }
	]);
}
