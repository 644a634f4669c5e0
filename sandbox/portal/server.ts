import { createHash, timingSafeEqual } from 'node:crypto';
import { wait } from '../clock.ts';
import type { Env } from '../env.ts';
import { goBack, sendHtml, sendJson, serveRoutes, Wrong, type Call, type Route } from '../http.ts';
import { leverRoutes } from '../levers.ts';
import { openOutbox, signedTo } from '../outbox.ts';
import { openStore } from '../store.ts';
import { emptyPortal, openFiles, type File, type Files, type Portal } from './files.ts';
import { portalPage } from './pages.ts';
import { modes } from './statuses.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();
const told = ({ code, status, receivedAt }: File) => ({ code, status, receivedAt });

function checkKey({ request }: Call, key: string): void {
	const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
	if (!timingSafeEqual(digest(given), digest(key))) throw new Wrong(401, 'Khóa không đúng.');
}

/** How filing goes in each mode. A slow portal has the file at once and answers late: whoever gave up and asks again gets the same code. */
const filing: Record<string, (call: Call, files: Files) => Promise<void> | void> = {
	async normal({ response, fields }, files) {
		await wait(800);
		const { file, isNew } = files.receive(fields);
		sendJson(response, told(file), isNew ? 201 : 200);
	},
	async slow({ response, fields }, files) {
		const { file, isNew } = files.receive(fields);
		await wait(20_000);
		sendJson(response, told(file), isNew ? 201 : 200);
	},
	refuse: ({ response }) => sendJson(response, { reason: 'Hệ thống mô phỏng đang từ chối nhận hồ sơ này.' }, 422),
	wrong: ({ response }) => sendJson(response, { code: 'H56/khong-dung-dang', status: 99, receivedAt: 'hôm nay' }),
	down: ({ request }) => void request.socket.destroy()
};

/** The interface for programs: everything needs the key, and nothing answers while the portal is down. */
function apiRoutes(state: Portal, files: Files, env: Env): Route[] {
	const api =
		(answer: Route['answer']): Route['answer'] =>
		(call) => {
			checkKey(call, env.portalKey);
			if (state.mode === 'down' && call.request.method === 'GET') throw new Wrong(503, 'Cổng đang tạm dừng.');
			return answer(call);
		};
	const changes = ({ response, url }: Call) => {
		const cursor = Number(url.searchParams.get('since') ?? '0');
		if (!Number.isSafeInteger(cursor) || cursor < 0) throw new Wrong(400, 'since phải là một số.');
		const list = files.since(cursor);
		sendJson(response, { changes: list, next: list.at(-1)?.seq ?? cursor });
	};
	const one = ({ response, params }: Call) => {
		const file = files.get(params[0] ?? '');
		sendJson(response, { ...told(file), history: files.history(file.code) });
	};
	return [
		{ method: 'POST', path: /^\/ho-so$/, answer: api((call) => filing[state.mode]?.(call, files)) },
		{ method: 'GET', path: /^\/ho-so$/, answer: api(changes) },
		{ method: 'GET', path: /^\/ho-so\/([^/]+)$/, answer: api(one) }
	];
}

export function servePortal(env: Env) {
	const store = openStore(env.stateDir, 'portal.json', structuredClone(emptyPortal));
	const outbox = openOutbox(store, signedTo(env.portalPushUrl, env.portalKey));
	const files = openFiles(store, outbox);
	const { state } = store;

	const advance = (call: Call) => {
		const change = files.advance(call.params[0] ?? '', Number(call.fields.status), String(call.fields.note ?? ''));
		return call.isJson ? sendJson(call.response, change) : goBack(call, env.origin);
	};
	const show = ({ response }: Call) =>
		sendHtml(response, portalPage(state, { waiting: outbox.count('waiting'), givenUp: outbox.count('given-up') }));

	return serveRoutes(env.portalPort, env.origin, [
		...apiRoutes(state, files, env),
		{ method: 'GET', path: /^\/$/, answer: show },
		...leverRoutes(store, modes, env.origin),
		{ method: 'POST', path: /^\/ho-so\/([^/]+)\/trang-thai$/, answer: advance },
		{ method: 'POST', path: /^\/gui-lai$/, answer: (call) => (outbox.sendAgain(), goBack(call, env.origin)) }
	]);
}
