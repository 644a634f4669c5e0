import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import ece from 'http_ece';
import { now } from '../clock.ts';
import type { Env } from '../env.ts';
import { readBytes, redirect, sendHtml, sendJson, Wrong, type Call, type Route } from '../http.ts';
import { leverRoutes } from '../levers.ts';
import { openStore } from '../store.ts';
import { browsersPage } from './push-page.ts';

/** A browser that asked to be rung, and what rang there. */
export type Browser = { id: string; key: string; auth: string; rang: { text: string; at: string }[] };
type State = { mode: string; browsers: Browser[] };

export const pushModes: Record<string, string> = {
	normal: 'Bình thường',
	down: 'Mất kết nối',
	silent: 'Nhận rồi im lặng',
	gone: 'Trình duyệt đã thôi nhận',
	busy: 'Bảo chờ'
};

const kept = 50;

function pairOf(key: string) {
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(Buffer.from(key, 'base64url'));
	return pair;
}

/** Whoever rings says who they are: a JWT for this service, signed with the key that stands beside it (RFC 8292). */
function isSigned(authorization: string, host: string): boolean {
	const [, head = '', claims = '', signature = '', key = ''] =
		/^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
	const point = Buffer.from(key, 'base64url');
	if (point.length !== 65) return false;
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
	const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
	const by = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
	if (!verify('sha256', Buffer.from(`${head}.${claims}`), by, Buffer.from(signature, 'base64url'))) return false;
	const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
	return aud === `https://${host}` && Number(exp) > Date.now() / 1000 && /^(mailto:|https:)/.test(String(sub));
}

/** A push service, and browsers of its own that open what is sealed to them. */
export function pushRoutes(env: Env): Route[] {
	const store = openStore<State>(env.stateDir, 'push.json', { mode: 'normal', browsers: [] });
	const { state, save } = store;
	const browserOf = (id = ''): Browser | undefined => state.browsers.find((one) => one.id === id);

	const subscribe = (call: Call) => {
		const id = randomBytes(16).toString('hex');
		const [key, auth] = [32, 16].map((size) => randomBytes(size).toString('base64url')) as [string, string];
		state.browsers.push({ id, key, auth, rang: [] });
		if (state.browsers.length > kept) state.browsers.shift();
		save();
		if (!call.isJson) return redirect(call.response, '/push');
		const endpoint = `http://127.0.0.1:${env.gatewayPort}/push/${id}`;
		sendJson(call.response, { endpoint, keys: { p256dh: pairOf(key).getPublicKey('base64url'), auth } }, 201);
	};
	const ring = async ({ request, response, params }: Call) => {
		if (state.mode === 'down') return void request.socket.destroy();
		const sealed = await readBytes(request);
		const browser = browserOf(params[0]);
		if (!browser || state.mode === 'gone') throw new Wrong(browser ? 410 : 404, 'Không còn nhận.');
		if (state.mode === 'busy') throw new Wrong(429, 'Chờ đã.');
		const { authorization = '', ttl, host = '' } = request.headers;
		if (!isSigned(authorization, host)) throw new Wrong(403, 'Chữ ký không đúng.');
		if (!/^\d+$/.test(String(ttl))) throw new Wrong(400, 'Thiếu TTL.');
		const { key, auth } = browser;
		const text = ece.decrypt(sealed, { version: 'aes128gcm', privateKey: pairOf(key), authSecret: auth }).toString();
		browser.rang.push({ text, at: now() });
		save();
		if (state.mode !== 'silent')
			response.writeHead(201, { location: `/push/m/${randomBytes(8).toString('hex')}` }).end();
	};
	const list = ({ response, params }: Call) => sendJson(response, { rang: browserOf(params[0])?.rang ?? [] });
	return [
		...leverRoutes(store, pushModes, env.origin, '/push'),
		{ method: 'GET', path: /^\/push$/, answer: ({ response }) => sendHtml(response, browsersPage(state, pushModes)) },
		{ method: 'POST', path: /^\/push\/dang-ky$/, answer: subscribe },
		{ method: 'GET', path: /^\/push\/([0-9a-f]{32})$/, answer: list },
		{ method: 'POST', path: /^\/push\/([0-9a-f]{32})$/, raw: true, answer: ring }
	];
}
