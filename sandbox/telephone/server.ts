import { randomUUID } from 'node:crypto';
import { now } from '../clock.ts';
import type { Env } from '../env.ts';
import { localNumber, type Exchange } from '../gateway/exchange.ts';
import { goBack, redirect, sendHtml, sendJson, serveRoutes, Wrong, type Call } from '../http.ts';
import { leverRoutes } from '../levers.ts';
import { openOutbox, signedTo } from '../outbox.ts';
import { people } from '../people.ts';
import { openStore } from '../store.ts';
import { empty, keptMessages, modes } from './messages.ts';
import { telephonePage, type Phone } from './pages.ts';

const isNumber = (text: string): boolean => /^\+?\d{9,14}$/.test(text);

/** The telephones of the demo's people, and every other that something came to. */
function phonesOf({ state, inPhone }: Exchange): Phone[] {
	const known = people.map(({ name, phone }) => ({ name, number: localNumber(phone) }));
	const others = [...new Set(state.taken.map(({ to }) => localNumber(to)))].filter(
		(number) => !known.some((one) => one.number === number)
	);
	return [...known, ...others.map((number) => ({ name: '', number }))].map((one) => ({
		...one,
		came: inPhone(one.number).length
	}));
}

/** For whoever looks with a program: what lies in a telephone. */
const listIn =
	(exchange: Exchange) =>
	({ response, params }: Call) => {
		const came = exchange.inPhone(localNumber(params[0] ?? ''));
		sendJson(response, {
			messages: came.map(({ from, text, arrivedAt, line }) => ({ line, from, text, at: arrivedAt }))
		});
	};

/** Anybody's telephone: what came to it, and what is typed in it, which goes to the program as an operator would pass it on. */
export function serveTelephone(env: Env, exchange: Exchange) {
	const store = openStore(env.stateDir, 'telephone.json', structuredClone(empty));
	const { state, save } = store;
	const outbox = openOutbox(store, signedTo(env.messagesUrl, env.messagesSecret));

	const send = (call: Call) => {
		const [given, text] = [String(call.fields.from ?? '').trim(), String(call.fields.text ?? '').trim()];
		if (!isNumber(given)) throw new Wrong(400, 'Chọn máy nhắn đi.');
		if (text === '' || text.length > 400) throw new Wrong(400, 'Tin nhắn dài từ 1 đến 400 chữ.');
		const message = { id: randomUUID(), from: localNumber(given), text, at: now() };
		state.messages.push(message);
		if (state.messages.length > keptMessages) state.messages.shift();
		for (let time = 0; time < (state.mode === 'twice' ? 2 : 1); time++)
			outbox.put({ id: message.id, from: message.from, text: message.text });
		save();
		if (call.isJson) return sendJson(call.response, { id: message.id }, 202);
		redirect(call.response, `/?so=${message.from}#may`);
	};
	const show = ({ response, url }: Call) => {
		const asked = localNumber(url.searchParams.get('so') ?? '');
		if (asked !== '' && !isNumber(asked)) throw new Wrong(400, 'Số máy chỉ gồm chữ số.');
		const phones = phonesOf(exchange);
		const phone = phones.find(({ number }) => number === asked) ?? { number: asked, name: '', came: 0 };
		const parcels = { waiting: outbox.count('waiting'), givenUp: outbox.count('given-up') };
		const open = asked === '' ? null : { phone, came: exchange.inPhone(asked) };
		sendHtml(response, telephonePage(state, phones, open, parcels));
	};
	return serveRoutes(env.telephonePort, env.origin, [
		...leverRoutes(store, modes, env.origin),
		{ method: 'GET', path: /^\/$/, answer: show },
		{ method: 'GET', path: /^\/may\/(\+?\d{9,14})$/, answer: listIn(exchange) },
		{ method: 'POST', path: /^\/nhan$/, answer: send },
		{ method: 'POST', path: /^\/gui-lai$/, answer: (call) => (outbox.sendAgain(), goBack(call, env.origin)) }
	]);
}
