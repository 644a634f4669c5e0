import { randomUUID } from 'node:crypto';
import { now } from '../clock.ts';
import type { Env } from '../env.ts';
import { goBack, redirect, sendHtml, sendJson, serveRoutes, Wrong, type Call } from '../http.ts';
import { leverRoutes } from '../levers.ts';
import { openOutbox } from '../outbox.ts';
import { people } from '../people.ts';
import { openStore } from '../store.ts';
import { empty, keptMessages, modes } from './messages.ts';
import { telephonePage } from './pages.ts';

/** Anybody's telephone: what is typed goes to the program as an operator would pass it on, signed, until it is taken. */
export function serveTelephone(env: Env) {
	const store = openStore(env.stateDir, 'telephone.json', structuredClone(empty));
	const { state, save } = store;
	const outbox = openOutbox(store, env.messagesUrl, env.messagesSecret);

	const send = (call: Call) => {
		const [from, text] = [String(call.fields.from ?? '').trim(), String(call.fields.text ?? '').trim()];
		if (!/^\+?\d{9,14}$/.test(from)) throw new Wrong(400, 'Chọn máy nhắn đi.');
		if (text === '' || text.length > 400) throw new Wrong(400, 'Tin nhắn dài từ 1 đến 400 chữ.');
		const message = { id: randomUUID(), from, text, at: now() };
		state.messages.push(message);
		if (state.messages.length > keptMessages) state.messages.shift();
		for (let time = 0; time < (state.mode === 'twice' ? 2 : 1); time++)
			outbox.put({ id: message.id, from: message.from, text: message.text });
		save();
		if (call.isJson) return sendJson(call.response, { id: message.id }, 202);
		redirect(call.response, '/');
	};
	const show = ({ response }: Call) => {
		const parcels = { waiting: outbox.count('waiting'), givenUp: outbox.count('given-up') };
		sendHtml(response, telephonePage(state, people, parcels));
	};
	return serveRoutes(env.telephonePort, env.origin, [
		...leverRoutes(store, modes, env.origin),
		{ method: 'GET', path: /^\/$/, answer: show },
		{ method: 'POST', path: /^\/nhan$/, answer: send },
		{ method: 'POST', path: /^\/gui-lai$/, answer: (call) => (outbox.sendAgain(), goBack(call, env.origin)) }
	]);
}
