import { dayOf } from '../clock.ts';
import type { Env } from '../env.ts';
import { goBack, redirect, sendHtml, sendJson, serveRoutes, Wrong, type Call, type Route } from '../http.ts';
import { leverRoutes } from '../levers.ts';
import { openOutbox, signedTo } from '../outbox.ts';
import { openStore } from '../store.ts';
import { emptyBank, modes, openLedger, type Bank, type Ledger } from './ledger.ts';
import { bankPage, paidPage, payPage } from './pages.ts';
import { readVietQr } from './vietqr.ts';

/** Paying by the text of a VietQR: a page that asks, the paying itself, and a page that tells. */
function payRoutes(state: Bank, ledger: Ledger, origin: string): Route[] {
	const backOf = (value: unknown): string =>
		typeof value === 'string' && value.startsWith(`${origin}/`) ? value : '/';
	const ask = ({ response, url }: Call) => {
		const payload = url.searchParams.get('payload') ?? '';
		sendHtml(response, payPage(readVietQr(payload), payload, backOf(url.searchParams.get('back'))));
	};
	const pay = ({ response, fields, isJson }: Call) => {
		const booked = ledger.pay(readVietQr(String(fields.payload ?? '')));
		if (isJson) return sendJson(response, { transactions: booked }, booked.length > 0 ? 201 : 202);
		// To a page of its own: reloading it must not pay again.
		const query = new URLSearchParams([...booked.map(({ id }) => ['so', id]), ['back', backOf(fields.back)]]);
		redirect(response, `/da-tra?${query}`);
	};
	const paid = ({ response, url }: Call) => {
		const ids = url.searchParams.getAll('so');
		const booked = state.transactions.filter(({ id }) => ids.includes(id));
		sendHtml(response, paidPage(booked, backOf(url.searchParams.get('back'))));
	};
	return [
		{ method: 'GET', path: /^\/pay$/, answer: ask },
		{ method: 'POST', path: /^\/pay$/, answer: pay },
		{ method: 'GET', path: /^\/da-tra$/, answer: paid }
	];
}

export function serveBank(env: Env) {
	const store = openStore(env.stateDir, 'bank.json', structuredClone(emptyBank));
	const outbox = openOutbox(store, signedTo(env.bankWebhookUrl, env.bankWebhookSecret));
	const ledger = openLedger(store, outbox);

	const statement = ({ response, url }: Call) => {
		const day = url.searchParams.get('day') ?? dayOf(new Date());
		if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Wrong(400, 'day phải như 2026-11-25.');
		sendJson(response, { day, transactions: ledger.statement(day) });
	};
	const show = ({ response }: Call) => {
		const parcels = { waiting: outbox.count('waiting'), givenUp: outbox.count('given-up') };
		sendHtml(response, bankPage(store.state, parcels));
	};
	return serveRoutes(env.bankPort, env.origin, [
		...payRoutes(store.state, ledger, env.origin),
		...leverRoutes(store, modes, env.origin),
		{ method: 'GET', path: /^\/$/, answer: show },
		{ method: 'GET', path: /^\/statement$/, answer: statement },
		{ method: 'POST', path: /^\/gui-lai$/, answer: (call) => (outbox.sendAgain(), goBack(call, env.origin)) }
	]);
}
