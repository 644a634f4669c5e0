import { dayOf } from '../clock.ts';
import type { Env } from '../env.ts';
import { goBack, redirect, sendHtml, sendJson, serveRoutes, Wrong, type Call } from '../http.ts';
import { openOutbox } from '../outbox.ts';
import { openStore } from '../store.ts';
import { emptyBank, modes, openLedger } from './ledger.ts';
import { bankPage, paidPage, payPage } from './pages.ts';
import { readVietQr } from './vietqr.ts';

export function serveBank(env: Env) {
	const store = openStore(env.stateDir, 'bank.json', structuredClone(emptyBank));
	const outbox = openOutbox(store, env.bankWebhookUrl, env.bankWebhookSecret);
	const ledger = openLedger(store, outbox);
	const { state, save } = store;
	const backOf = (value: unknown): string =>
		typeof value === 'string' && value.startsWith(`${env.origin}/`) ? value : '/';

	const ask = ({ response, url }: Call) => {
		const payload = url.searchParams.get('payload') ?? '';
		sendHtml(response, payPage(readVietQr(payload), payload, backOf(url.searchParams.get('back'))));
	};
	const pay = ({ response, fields, isJson }: Call) => {
		const booked = ledger.pay(readVietQr(String(fields.payload ?? '')));
		if (isJson) sendJson(response, { transactions: booked }, booked.length > 0 ? 201 : 202);
		// To a page of its own: reloading it must not pay again.
		else
			redirect(
				response,
				`/da-tra?${new URLSearchParams([...booked.map(({ id }) => ['so', id]), ['back', backOf(fields.back)]])}`
			);
	};
	const paid = ({ response, url }: Call) => {
		const ids = url.searchParams.getAll('so');
		const booked = state.transactions.filter(({ id }) => ids.includes(id));
		sendHtml(response, paidPage(booked, backOf(url.searchParams.get('back'))));
	};
	const statement = ({ response, url }: Call) => {
		const day = url.searchParams.get('day') ?? dayOf(new Date());
		if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Wrong(400, 'day phải như 2026-11-25.');
		sendJson(response, { day, transactions: ledger.statement(day) });
	};
	const lever = (call: Call) => {
		const mode = String(call.fields.mode ?? '');
		if (!modes[mode]) throw new Wrong(400, `Cần gạt chỉ có: ${Object.keys(modes).join(', ')}.`);
		state.mode = mode;
		save();
		return call.isJson ? sendJson(call.response, { mode }) : goBack(call, env.origin);
	};
	const show = ({ response }: Call) =>
		sendHtml(response, bankPage(state, { waiting: outbox.count('waiting'), givenUp: outbox.count('given-up') }));

	return serveRoutes(env.bankPort, env.origin, [
		{ method: 'GET', path: /^\/$/, answer: show },
		{ method: 'GET', path: /^\/pay$/, answer: ask },
		{ method: 'POST', path: /^\/pay$/, answer: pay },
		{ method: 'GET', path: /^\/da-tra$/, answer: paid },
		{ method: 'GET', path: /^\/statement$/, answer: statement },
		{ method: 'GET', path: /^\/lever$/, answer: ({ response }) => sendJson(response, { mode: state.mode, modes }) },
		{ method: 'POST', path: /^\/lever$/, answer: lever },
		{ method: 'POST', path: /^\/gui-lai$/, answer: (call) => (outbox.sendAgain(), goBack(call, env.origin)) }
	]);
}
