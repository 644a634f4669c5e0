import type { Env } from '../env.ts';
import { goBack, sendHtml, serveRoutes } from '../http.ts';
import { leverRoutes } from '../levers.ts';
import { modes, type Exchange } from './exchange.ts';
import { gatewayPage } from './pages.ts';
import { report, takeSms } from './sms.ts';

/** Whoever carries the words of the house to the telephones of people. */
export function serveGateway(env: Env, exchange: Exchange) {
	const { state, store, outbox } = exchange;
	const telephones = `http://127.0.0.1:${env.telephonePort}`;
	exchange.onTelling('sms', (taken, said) => {
		if (taken.tell !== '') outbox.put(report(taken, said));
	});
	return serveRoutes(env.gatewayPort, env.origin, [
		{ method: 'GET', path: /^\/$/, answer: ({ response }) => sendHtml(response, gatewayPage(exchange, telephones)) },
		{ method: 'POST', path: /^\/gui-tin$/, answer: takeSms(env, exchange) },
		...leverRoutes({ state: state.lines.sms, save: store.save }, modes, env.origin),
		{ method: 'POST', path: /^\/gui-lai$/, answer: (call) => (outbox.sendAgain(), goBack(call, env.origin)) }
	]);
}
